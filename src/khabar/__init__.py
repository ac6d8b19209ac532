"""Khabar: knowledge graphs from Arabic and English news."""
