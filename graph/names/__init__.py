"""What is of one language about names, by string code alone."""
