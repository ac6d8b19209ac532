"""Files, folders, patterns and standard input."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from types import SimpleNamespace

import pytest

from khabar.graph.model import Article
from khabar.readers import InputError, Options, Skipped, locate, read

BODY = "قال بيسكوف إن بوتين منح الأسد حق اللجوء في روسيا."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles, which is the working directory's ``news``."""
    monkeypatch.chdir(tmp_path)
    for name in ("news/b.txt", "news/a.TXT", "news/2024/c.md", "news/.git/d.txt", "news/.hidden.txt", "news/e.doc"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY + name)
    return tmp_path


def ids(*inputs: str | Path | Article, options: Options | None = None) -> list[str]:
    return [one.id if isinstance(one, Article) else str(one) for one in read(inputs, options)]


def test_a_folder(caplog: pytest.LogCaptureFixture) -> None:
    """All files that can be read, by name, without hidden ones; others are counted in a warning."""
    assert ids("news") == ["a", "b", "c"]
    assert caplog.messages == ["news: files of other kinds were left out: .doc (1)."]


def test_an_empty_folder() -> None:
    """A folder of nothing is said to be one."""
    Path("empty").mkdir()
    assert ids("empty")[0].startswith("empty: the folder holds no articles. Khabar reads .atom .csv")


def test_a_pattern() -> None:
    """Patterns that no shell expanded."""
    assert ids("news/**/*.md") == ["c"]
    assert ids("news/*.xyz") == ["news/*.xyz: there is no such file or folder."]


def test_a_file_that_is_not_there() -> None:
    """It is skipped, and the others are read."""
    assert ids("nowhere.txt", "news/b.txt") == ["nowhere.txt: there is no such file or folder.", "b"]


def test_a_suffix_that_is_not_known() -> None:
    """The message names what is read, and the option to say what it is."""
    assert ids("news/e.doc")[0].startswith("news/e.doc: .doc is not read. Khabar reads .atom")
    assert ids("news/e.doc", options=Options(format="txt")) == ["e"]


def test_what_the_build_writes_is_no_input() -> None:
    """A second build into the folder of the articles does not read the first one's output."""
    Path("news/graph.jsonl").write_text("{}")
    found = list(locate(["news"], exclude=[Path("news/graph.jsonl")]))
    assert [one for one in found if isinstance(one, Skipped)] == []


def test_two_files_of_one_stem() -> None:
    """The second is skipped, and the first is named."""
    Path("b.txt").write_text(BODY)
    assert ids("news/b.txt", "b.txt") == [
        "b",
        "b.txt: id 'b' is used by news/b.txt. Give each article an id of its own.",
    ]


def test_articles_made_by_hand() -> None:
    """The library takes articles beside files."""
    assert ids(Article.of(BODY, id="mine"), "news/b.txt") == ["mine", "b"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (BODY, "txt"),
        ('{"id": "one", "text": "' + BODY + '"}\n{"id": "two", "text": "' + BODY + '"}', "jsonl"),
        ('\ufeff[{"id": "one", "text": "' + BODY + '"}]', "json"),
        (f"<!DOCTYPE html><html><body><article><p>{BODY * 5}</p></article></body></html>", "html"),
    ],
)
def test_standard_input(content: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its format is told by how it begins."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    expected = {
        "jsonl": ["one", "two"],
        "json": ["one"],
        "html": [Article.of(BODY * 5).id],
        "txt": [Article.of(BODY).id],
    }
    assert ids("-") == expected[found]


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says is passed on in one line."""

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert ids("news/b.txt") == ["news/b.txt: the file cannot be read: Permission denied."]


def test_options_are_checked() -> None:
    """A field or a language that does not exist is said at once."""
    with pytest.raises(InputError, match="no field 'body'. The fields are id, title, text"):
        Options(fields={"body": "text"})
    with pytest.raises(InputError, match="'fr' is not read. Khabar reads ar, en"):
        Options(language="fr")


def test_the_users_language_is_final(caplog: pytest.LogCaptureFixture) -> None:
    """With --language nothing is detected."""
    Path("x.txt").write_text("Putin, Assad")
    with caplog.at_level(logging.WARNING):
        assert ids("x.txt") == [
            "x.txt: its language cannot be told; Khabar reads Arabic, English. Name it with --language."
        ]
        assert ids("x.txt", options=Options(language="en")) == ["x"]
