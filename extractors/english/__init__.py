"""English: declarations and rules of one language."""
