"""Arabic: declarations and rules of one language."""
