"""Web pages: the article of a page without what stands around it (trafilatura), its fields from the page's metadata."""

from __future__ import annotations

import logging
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from .dates import YEARS
from .encoding import EncodingError, decode
from .page_date import find_date
from .source import Draft, Drafts, InputError, Options, Skipped, Source

log = logging.getLogger(__name__)

MAX_BYTES = 5 << 20
"""The largest page in bytes. Reading takes time in proportion, up to 4 s a MiB on pages made to be slow."""
SECONDS = 60
"""The longest time for one page (main thread of POSIX systems only, where a clock can interrupt)."""

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})|<\?xml[^>]{0,200}?encoding=["']([\w-]{2,30})""",
    re.IGNORECASE,
)
# The library's own search for dates is kept short, for it finds the year of any footer; see page_date.
_DATES = {"original_date": True, "extensive_search": False, "max_date": f"{YEARS.stop - 1}-12-31"}


class _TooSlow(BaseException):
    """Raised by the clock. Not an Exception, so that no library's own handler takes it for a fault of the page."""


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of a page."""
    data = source.read(MAX_BYTES)
    if len(data) > MAX_BYTES:
        yield Skipped(source.name, f"the page is larger than {MAX_BYTES >> 20} MiB. Save its article as .txt.")
        return
    if not data.strip():
        yield Skipped(source.name, "the file is empty.")
        return
    try:
        page, warning = decode(data, encoding=options.encoding, declared=_declared(data))
        if warning:
            log.warning("%s: %s.", source.name, warning)
        with _at_most(SECONDS):
            values = _values(page)
    except EncodingError as e:
        yield Skipped(source.name, str(e))
    except _TooSlow:
        yield Skipped(source.name, f"reading the page took more than {SECONDS} s. Save its article as .txt.")
    else:
        yield Draft(source.name, {"id": source.stem, **values})


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _values(page: str) -> dict[str, object]:
    """Return the fields of a page's article; raises InputError where there is none."""
    found = _extract(page)
    text = (found.text or "").strip() if found is not None else ""
    if found is None or not text:
        raise InputError("no article was found in the page. Save its text as .txt.")
    title, url = " ".join((found.title or "").split()), found.url or ""
    # Many templates repeat the headline at the head of the body; it would be read twice.
    if title and text.startswith(title + "\n"):
        text = text[len(title) :].lstrip()
    return {
        "title": title,
        "text": text,
        "date": find_date(load_html(page), text, url),
        "source": found.sitename or found.hostname or "",
        "url": url,
    }


def _extract(page: str) -> Document | None:
    try:
        found = bare_extraction(
            page,
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


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Raise _TooSlow in the body after so many seconds, where the platform and the thread allow it."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
