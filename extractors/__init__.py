"""From articles to statements."""
