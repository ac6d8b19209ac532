"""Write the raw news as one line of words per paragraph, clitics split and spelling folded, for the word vectors.

    python -m training.floret_text DATA CLITICS OUT.txt
"""

from __future__ import annotations

import argparse
import lzma
import re
from pathlib import Path

from ar_khabar_news.clitics import CliticSplitter
from ar_khabar_news.wordshape import vector_key

from .arabic_clitics import ARABIC

PIECE = re.compile(r"[ء-غـ-ْٰٱ]+|[A-Za-z]+|[0-9٠-٩][0-9٠-٩.,٫٬]*|\S")


def split_line(line: str, splitter: CliticSplitter, cache: dict[str, str]) -> str:
    """Return the words of a line, parted by blanks, as the vectors see them: digits as 0, spelling folded."""
    words = []
    for piece in PIECE.findall(line):
        known = cache.get(piece)
        if known is None:
            known = cache[piece] = _words(piece, splitter)
        words.append(known)
    return " ".join(words)


def _words(piece: str, splitter: CliticSplitter) -> str:
    if ARABIC.fullmatch(piece):
        return " ".join(vector_key(form) for _, _, form in splitter.split(piece))
    return vector_key(piece)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("clitics", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    splitter = CliticSplitter.from_folder(args.clitics)
    cache: dict[str, str] = {}
    part = args.out.with_suffix(".part")  # the file has its name only when it is whole
    with part.open("w", encoding="utf8") as out:
        for path in sorted((args.data / "text" / "ar").glob("*.txt.xz")):
            with lzma.open(path, "rt", encoding="utf8") as lines:
                out.writelines(split_line(line, splitter, cache) + "\n" for line in lines if line.strip())
    part.rename(args.out)


if __name__ == "__main__":
    main()
