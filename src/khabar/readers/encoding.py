"""Bytes to text: by mark, by declaration, else by detection among the encodings of Arabic and English news."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

HEAD = 1 << 18
"""How many bytes of a stream the encoding is told from."""

# Candidates for text that is not UTF-8. With all of charset-normalizer's, short Arabic texts turn out Korean.
_CANDIDATES = ["cp1256", "iso8859_6", "cp1252", "utf_16", "utf_16_le", "utf_16_be"]
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE = "Save its text as .txt or .html."
_MAGIC = (
    (b"%PDF-", "a PDF document", "Give it the suffix .pdf."),
    (b"PK\x03\x04", "a ZIP archive or office document", "Unpack it, or give it the suffix .docx."),
    (b"\x1f\x8b", "packed with gzip", "Add .gz to its name."),
    (b"\xfd7zXZ", "packed with xz", "Add .xz to its name."),
    (b"BZh", "packed with bzip2", "Add .bz2 to its name."),
    (b"\x28\xb5\x2f\xfd", "packed with zstd", "Add .zst to its name."),
    (b"PAR1", "a Parquet table", "Give it the suffix .parquet."),
    (b"\x89PNG", "a picture", _SAVE),
    (b"\xff\xd8\xff", "a picture", _SAVE),
    (b"GIF8", "a picture", _SAVE),
    (b"\xd0\xcf\x11\xe0", "an office document", "Save it as .docx."),
    (b"SQLite format 3", "a database", _SAVE),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\x7fELF", "a program", _SAVE),
)
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1a")


class EncodingError(ValueError):
    """Bytes that are not text, or not in the encoding they were said to be in; one line that says what to do."""


def detect(data: bytes, *, encoding: str | None = None, declared: str | None = None, complete: bool = True) -> str:
    """Return the codec of text.

    ``encoding`` is the user's word and is final; ``declared`` is the file's own and holds only where it fits.
    ``complete`` is False for the head of a longer text. Raises EncodingError for what is no text.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    if encoding is not None:
        return _known(encoding)
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise EncodingError(f"this is {what}, not text. {remedy}")
    if b"\0" not in data:
        if _is_utf8(data, complete):
            return "utf-8"
        if declared and _fits(data, declared):
            return declared
        if _is_broken_utf8(data):
            return "utf-8"
    found = from_bytes(data[:HEAD] if complete else data, cp_isolation=_CANDIDATES).best()
    if found is None or not _is_text(str(found)):
        raise EncodingError("this is no text in a known encoding. If it is text, name its encoding with --encoding.")
    return found.encoding


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None) -> tuple[str, str]:
    """Return the text and a warning ("" when every byte was read); raises EncodingError."""
    codec = detect(data, encoding=encoding, declared=declared)
    try:
        return data.decode(codec), ""
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        at = f"byte 0x{data[e.start]:02x} on line {line} is not {codec}"
        if encoding is not None:
            raise EncodingError(f"{at}. Name another encoding with --encoding, or none to detect it.") from e
        return data.decode(codec, errors="replace"), f"{at}; it was read as U+FFFD"


def is_wide(codec: str) -> bool:
    """Does a character take two or four bytes, so that lines cannot be told before decoding?"""
    return codec.replace("_", "-").startswith(("utf-16", "utf-32"))


def _known(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError) as e:  # a server may state a name with a NUL in it
        raise EncodingError(f"encoding {encoding!r} is not known. Use utf-8, windows-1256, utf-16 ...") from e
    # codecs holds things that are no encodings of text too: base64, zip.
    if not getattr(info, "_is_text_encoding", True):
        raise EncodingError(f"{encoding!r} is no encoding of text. Use utf-8, windows-1256, utf-16 ...")
    return encoding


def _is_utf8(data: bytes, complete: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=complete)
    except UnicodeDecodeError:
        return False
    return True


def _is_broken_utf8(data: bytes) -> bool:
    """Is nearly every byte beyond ASCII part of valid UTF-8? Crawls cut and glue texts in the middle of a character."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return broken * 50 < sum(character > "\x7f" for character in text) - broken


def _fits(data: bytes, declared: str) -> bool:
    try:
        text = data.decode(_known(declared), errors="strict")
    except (EncodingError, UnicodeDecodeError):
        return False
    # Any bytes are valid Latin-1, and many Arabic pages are declared so: believe it only where no Arabic is lost.
    if declared.casefold().replace("_", "-") in ("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"):
        found = from_bytes(data[:HEAD], cp_isolation=_CANDIDATES).best()
        return found is None or found.encoding == "cp1252"
    return _is_text(text)


def _is_text(text: str) -> bool:
    controls = sum(character in _CONTROLS for character in text)
    letters = sum(character.isalpha() for character in text)
    return controls * 200 <= len(text) and letters * 4 >= len(text.split()) and letters > 0
