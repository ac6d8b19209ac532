"""Web pages: the article of a page without what stands around it (trafilatura), its fields from the page's metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from .dates import YEARS
from .encoding import EncodingError, decode
from .page_date import find_date
from .source import Draft, Drafts, InputError, Options, Skipped, Source

log = logging.getLogger(__name__)

MAX_BYTES = 5 << 20
"""The largest page in bytes."""
MAX_TAGS = 100_000
"""The most tags. A page of 300,000 paragraphs took minutes; a page of news has thousands and takes 0.2 ms each."""

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})|<\?xml[^>]{0,200}?encoding=["']([\w-]{2,30})""",
    re.IGNORECASE,
)
# The library's own search for dates is kept short, for it finds the year of any footer; see page_date.
_DATES = {"original_date": True, "extensive_search": False, "max_date": f"{YEARS.stop - 1}-12-31"}


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of a page."""
    data = source.read(MAX_BYTES)
    if len(data) > MAX_BYTES:
        yield Skipped(source.name, f"the page is larger than {MAX_BYTES >> 20} MiB. Save its article as .txt.")
    elif not data.strip():
        yield Skipped(source.name, "the file is empty.")
    else:
        page = text_of(data, source.name, encoding=options.encoding)
        yield from (Draft(source.name, {"id": source.stem, **found}) for found in values(page))


def text_of(data: bytes, where: str, *, encoding: str | None = None, declared: str | None = None) -> str:
    """Return the markup of a page's bytes; raises InputError where they are no text."""
    try:
        page, warning = decode(data, encoding=encoding, declared=declared or _declared(data))
    except EncodingError as e:
        raise InputError(str(e)) from e
    if warning:
        log.warning("%s: %s.", where, warning)
    return page


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def values(page: str, url: str = "") -> Iterator[dict[str, object]]:
    """Yield the fields of the one article of a page; raises InputError where there is none.

    ``url`` is where the page was, if that is known; what the page says of itself comes first.
    """
    tags = page.count("<")
    if tags > MAX_TAGS:
        raise InputError(f"the page has {tags:,} tags; at most {MAX_TAGS:,} are read. Save its article as .txt.")
    found = _extract(page, url)
    text = (found.text or "").strip() if found is not None else ""
    if found is None or not text:
        raise InputError("no article was found in the page. Save its text as .txt.")
    title, url = " ".join((found.title or "").split()), found.url or url
    # Many templates repeat the headline at the head of the body; it would be read twice.
    if title and text.startswith(title + "\n"):
        text = text[len(title) :].lstrip()
    yield {
        "title": title,
        "text": text,
        "date": find_date(load_html(page), text, url),
        "source": found.sitename or found.hostname or "",
        "url": url,
    }


def _extract(page: str, url: str) -> Document | None:
    try:
        found = bare_extraction(
            page,
            url=url or None,
            fast=True,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=_DATES,
        )
    except Exception as e:  # whatever its code and lxml raise on pages that nobody foresaw
        log.debug("trafilatura", exc_info=e)
        raise InputError(f"the page cannot be taken apart: {type(e).__name__}: {e}. Save its article as .txt.") from e
    return None if isinstance(found, dict) else found
