"""What the language models have in common at run time: networks in numpy, and the spaCy components around them.

Each model's distribution holds this package as its own subpackage, so that it needs nothing beside spaCy and numpy.
"""
