"""WARC: the pages of a crawl such as CC-NEWS, each read as a web page is.

Other records (requests, pictures, redirects) are passed over. Two processes serve a crawl, one that takes records out
of it and one that takes pages apart, so that a page that breaks the second does not end the first.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from .apart import run_apart
from .html import MAX_BYTES, text_of
from .source import Draft, Drafts, InputError, Options, Skipped, Source, need

log = logging.getLogger(__name__)

_PAGES = ("text/html", "application/xhtml+xml")


class Page(NamedTuple):
    """A page of a crawl: its number among the records, its address, the charset that the server stated or "", its
    bytes or, where they are too many, a part of them."""

    number: int
    url: str
    charset: str
    data: bytes


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of each page, with the number of its record, counted from 1."""
    need("warcio", "warc", ".warc")
    found = 0
    for page in run_apart(__name__, "pages", source.absolute()):
        found += 1
        where = f"{source.name}:{page.number}"
        try:
            yield from (Draft(where, values) for values in _values(page, where, options))
        except InputError as e:
            yield Skipped(where, f"{page.url}: {e}")
    if not found:
        yield Skipped(source.name, "the crawl holds no web pages.")


def _values(page: Page, where: str, options: Options) -> Iterator[dict[str, object]]:
    if len(page.data) > MAX_BYTES:
        raise InputError(f"the page is larger than {MAX_BYTES >> 20} MiB.")
    if not page.data.strip():
        raise InputError("the page is empty.")
    markup = text_of(page.data, where, encoding=options.encoding, declared=page.charset or None)
    yield from run_apart(f"{__package__}.html", "values", markup, page.url)


def pages(source: Source) -> Iterator[Page | None]:
    """Yield the pages of a crawl, and None for each record of another kind (work goes on)."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    others: Counter[str] = Counter()
    number = 0
    with source.open() as stream:
        if not stream.peek(1):  # type: ignore[attr-defined]
            raise InputError("the file is empty.")
        try:
            for number, record in enumerate(ArchiveIterator(stream), 1):  # noqa: B007
                page = _page(number, record)
                if page is None:
                    others[record.rec_type or "unknown"] += 1
                yield page
        except (ArchiveLoadFailed, EOFError, ValueError) as e:
            if isinstance(e, InputError):
                raise
            raise InputError(f"the crawl cannot be read after record {number}: {e}. Fetch it again.") from e
    if others:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in others.most_common(5))
        log.info("%s: records that are no pages were passed over: %s.", source.name, kinds)


def _page(number: int, record: Any) -> Page | None:
    """Return the page of a record: what a server answered, or what a crawler kept of it."""
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    if kind.split(";")[0].strip().casefold() not in _PAGES:
        return None
    _, _, charset = kind.casefold().partition("charset=")
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return Page(number, url.strip("<>"), charset.strip(" \"';"), record.content_stream().read(MAX_BYTES + 1))
