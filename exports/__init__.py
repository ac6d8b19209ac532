"""What is known, written to files and services."""
