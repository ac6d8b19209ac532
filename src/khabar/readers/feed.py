"""RSS and Atom: an entry is one article, its words those of its full content where the feed has it."""

from __future__ import annotations

from typing import Any

from . import html, markup, xml
from .source import Draft, Drafts, InputError, Options, Skipped, Source

MAX_BYTES = 64 << 20
"""The largest feed in bytes."""

_FEEDS = ("rss", "feed", "rdf")
# The first that an entry has. Updates come last: an old entry that was touched is no new one.
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
_IDS = ("guid", "id", "identifier")


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of each entry, with the line it begins on."""
    data = source.read(MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise InputError(f"the feed is larger than {MAX_BYTES >> 20} MiB. Split it.")
    if not data.strip():
        raise InputError("the file is empty.")
    root = xml.parse(html.text_of(data, source.name, encoding=options.encoding))
    if markup.local(root) not in _FEEDS:
        raise InputError(f"this is XML, but no RSS or Atom feed (its first element is {markup.local(root)!r}).")
    publisher = _publisher(root)
    entries = 0
    for element in root.iter("{*}item", "{*}entry"):
        entries += 1
        yield _draft(element, publisher, f"{source.name}:{element.sourceline}")
    if not entries:
        yield Skipped(source.name, "the feed has no entries.")


def _draft(entry: Any, publisher: str, where: str) -> Draft | Skipped:
    children: dict[str, Any] = {}
    for child in entry:
        children.setdefault(markup.local(child), child)
    text = max((_words(children[name]) for name in _TEXTS if name in children), key=len, default="")
    if not text:
        return Skipped(where, "the entry has no text.")
    link = _link(entry)
    source = _words(children["source"]) if "source" in children and not len(children["source"]) else ""
    return Draft(
        where,
        {
            "id": _first(children, _IDS) or link,
            "title": " ".join(_words(children["title"]).split()) if "title" in children else "",
            "text": text,
            "date": _first(children, _DATES),
            "source": source or publisher,
            "url": link,
        },
    )


def _publisher(root: Any) -> str:
    """Return the title of a feed; the language it states is not used, as many are left as the program made them."""
    for holder in (root, *(child for child in root if markup.local(child) == "channel")):
        for child in holder:
            if markup.local(child) == "title":
                return " ".join(_words(child).split())
    return ""


def _link(entry: Any) -> str:
    """Return the address of an entry: the text of an RSS link, the target of Atom's first one to the page itself."""
    for child in entry:
        if markup.local(child) == "link":
            target = str(child.get("href") or child.text or "").strip()
            if target and child.get("rel", "alternate") == "alternate":
                return target
    return ""


def _first(children: dict[str, Any], names: tuple[str, ...]) -> str:
    found = ("".join(children[name].itertext()).strip() for name in names if name in children)
    return next(filter(None, found), "")


def _words(element: Any) -> str:
    """Return an element's text: HTML as text in it, or XHTML elements."""
    return markup.words(element) if len(element) else markup.text_of(element.text or "")
