"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest

from khabar.readers.encoding import EncodingError, decode, detect

SHORT = "بوتين زار دمشق أمس"
LONG = (
    "قال المتحدث باسم الكرملين إن بلاده لا تملك خطة لإنقاذ الرئيس السوري، وأضاف أن القواعد الروسية باقية في سوريا. "
    * 40
)
ENGLISH = "The president said that the bases would stay, and that no meeting was planned for now. "


@pytest.mark.parametrize("text", [SHORT, LONG], ids=["18 characters", "4,400 characters"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "windows-1256", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_arabic_is_detected(text: str, codec: str) -> None:
    """The encodings that Arabic news is kept in are told from each other without being named, in short texts too."""
    assert decode(text.encode(codec)) == (text, "")


def test_iso_8859_6_is_detected() -> None:
    """The older standard is told from Windows' in a text of a few sentences."""
    text = LONG.replace("،", ",")
    assert decode(text.encode("iso8859-6")) == (text, "")


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH + "“Café”, said François – naïve"], ids=["ascii", "cp1252"])
def test_english_in_windows_1252_is_detected(text: str) -> None:
    """A western text with quotation marks and accents is not taken for Arabic."""
    assert decode(text.encode("cp1252"))[0] == text


def test_the_users_word_is_final() -> None:
    """A text that would be detected as UTF-8 is read in the encoding the user names."""
    assert decode("é".encode(), encoding="latin-1") == ("Ã©", "")


def test_a_wrong_word_is_an_error_with_the_line() -> None:
    """What is not in the named encoding is said with byte and line, and never read as something else."""
    with pytest.raises(EncodingError, match="byte 0xc8 on line 2 is not utf-8"):
        decode("one\nبوتين".encode("windows-1256"), encoding="utf-8")


@pytest.mark.parametrize("name", ["klingon", "base64"])
def test_a_name_that_is_no_encoding(name: str) -> None:
    """A misspelt encoding is an error that shows how they are called."""
    with pytest.raises(EncodingError, match="windows-1256"):
        decode(b"text", encoding=name)


def test_a_mark_outranks_everything() -> None:
    """A byte order mark settles the encoding, whatever the user says."""
    assert decode(codecs.BOM_UTF16_LE + SHORT.encode("utf-16-le"), encoding="utf-8")[0] == SHORT


def test_a_false_declaration_is_not_believed() -> None:
    """Pages declared Latin-1 or UTF-8 whose bytes are Windows Arabic are read as Arabic."""
    data = LONG.encode("windows-1256")
    assert decode(data, declared="iso-8859-1")[0] == LONG
    assert decode(data, declared="utf-8")[0] == LONG


def test_a_true_declaration_is_believed() -> None:
    """What nobody could detect is read as declared."""
    assert decode("Ждём".encode("koi8-r"), declared="koi8-r")[0] == "Ждём"


def test_broken_utf8_is_read_with_a_warning() -> None:
    """A text cut in the middle of a character is UTF-8 all the same, not 4,000 wrong letters."""
    text, warning = decode(LONG.encode()[:-3] + b"\xd8")
    assert text.startswith(LONG[:-3]) and text.endswith("\ufffd")
    assert warning == "byte 0xd8 on line 1 is not utf-8; it was read as U+FFFD"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(256)) * 40, "no text in a known encoding"),
        (b"\x7fELF" + bytes(range(256)), "a program"),
    ],
)
def test_what_is_no_text(data: bytes, what: str) -> None:
    """Binary files are refused, the common kinds by name."""
    with pytest.raises(EncodingError, match=what):
        decode(data)


def test_the_head_of_a_long_text_may_end_in_a_character() -> None:
    """The encoding of a stream is told from its first bytes, wherever they end."""
    data = LONG.encode()
    assert {detect(data[:end], complete=False) for end in range(100, 110)} == {"utf-8"}
