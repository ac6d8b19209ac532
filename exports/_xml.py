"""What XML 1.0 can hold."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

# It has no way to write these characters, not even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def possible(text: str) -> str:
    """Return the text with a replacement character for each that XML has not."""
    return NOT_XML.sub("\ufffd", text)


def attributes(**values: object) -> str:
    """Return attributes as they stand in a tag, those that are None left out; ``for_`` is ``for``."""
    return "".join(f" {name.rstrip('_')}={quoteattr(possible(str(v)))}" for name, v in values.items() if v is not None)
