"""What ``khabar build`` lets pages and pictures show."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.cli import main

pytest.importorskip("matplotlib")

TEXT = (
    "قال المتحدث باسم الكرملين دميتري بيسكوف إن الرئيس الروسي فلاديمير بوتين "
    "التقى الرئيس السوري بشار الأسد في موسكو.\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shown")
    record = f'{{"id": "a", "title": "", "text": "{TEXT.strip()}", "date": "2024-12-09"}}\n'
    (folder / "news.jsonl").write_text(record, encoding="utf-8")
    (folder / "hidden.txt").write_text("بشار الأسد\n", encoding="utf-8")
    outputs = [f"-o={folder / name}" for name in ("g.html", "g.svg", "ego.png")]
    options = ["--title", "TITLE-OF-MINE", "--quote", "words", "--redact", str(folder / "hidden.txt"), "--ego", "روسيا"]
    chart = ["--timeline", str(folder / "time.png")]
    assert main(["build", str(folder / "news.jsonl"), *outputs, *options, *chart]) == 0
    return folder


def test_the_page_has_its_title_and_hides_names(built: Path) -> None:
    page = (built / "g.html").read_text(encoding="utf-8")
    assert "TITLE-OF-MINE" in page
    assert "فلاديمير بوتين" in page
    assert "بشار الأسد" not in page


@pytest.mark.parametrize("name", ["ego.png", "time.png"])
def test_pictures_are_png_files(built: Path, name: str) -> None:
    assert (built / name).read_bytes().startswith(b"\x89PNG")


def test_an_ego_that_is_no_name_is_one_clear_line(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["build", str(built / "news.jsonl"), f"-o={built / 'x.svg'}", "--ego", "لا أحد"])
    assert code == 2
    assert "لا أحد" in capsys.readouterr().err
    assert not (built / "x.svg").exists()
