"""XML from anywhere, parsed so that it can do no harm: no entities, no network, no endless depth."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from .source import InputError

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def parse(text: str) -> Any:
    """Return the root of a document whose declaration, if any, says an encoding that no longer holds.

    Mends what it can, as many feeds hold a bare ``&``; raises InputError for what is no XML at all.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise InputError(f"the file is not XML: {e}.") from e
    if root is None:
        raise InputError("the file is not XML.")
    return root
