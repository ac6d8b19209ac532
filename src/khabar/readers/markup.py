"""HTML inside other formats to its text: a paragraph a line, without scripts and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import etree

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p"
    " pre section table td th tr ul".split()
)
_LEFT_OUT = frozenset("script style noscript template iframe object svg figcaption head button".split())
_MARKUP = re.compile(r"<[a-zA-Z/!]")


def text_of(markup: str) -> str:
    """Return the words of a piece of HTML, or of plain text with entities, one paragraph a line."""
    if not _MARKUP.search(markup):
        return _lines(unescape(markup))
    # As a document the parser takes any piece; a byte string would be guessed at.
    tree = etree.fromstring(f"<div>{_legal(markup)}</div>", etree.HTMLParser(remove_comments=True, remove_pis=True))
    return words(tree) if tree is not None else ""


def words(tree: Any) -> str:
    """Return the words of a tree of HTML or XHTML elements, one paragraph a line."""
    return _lines("".join(_pieces(tree)))


def local(element: Any) -> str:
    """Return an element's name without its namespace, in lower case; "" for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2].casefold() if isinstance(tag, str) else ""


def _pieces(tree: Any) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = local(element)
        if name in _BLOCKS:
            yield "\n"
        if event == "start":
            if name in _LEFT_OUT:
                walk.skip_subtree()
            elif name:
                yield (element.text or "").replace("\n", " ")
        if event == "end" and element is not tree:
            yield (element.tail or "").replace("\n", " ")


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _legal(markup: str) -> str:
    """Return markup without what lxml refuses to take as text."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", markup)
