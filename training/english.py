"""Train every part of en_khabar_news and put the package together: one command, resumable at every step.

    python -m training.english DATA WORK models/en_khabar_news/en_khabar_news --texts PACKAGE ... --glove PACKAGE

DATA is the folder of treebanks and entity corpora; WORK receives the parts; PACKAGE are the files that
training.english_text and training.english_words name. A step whose result is there is skipped; a network whose
training was broken off goes on from its checkpoint.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .steps import Step, arguments, run


def steps(data: Path, work: Path, package: Path, texts: Sequence[Path], glove: Path) -> list[Step]:
    """Return the results and commands of all steps, in their order."""
    text, vectors, lemmas = work / "floret.txt", work / "vectors", work / "lemmas.tsv.gz"
    parser, entities, words = work / "parser", work / "entities", work / "words"
    return [
        (text, ["english_text", data, text, "--more", *texts]),
        (vectors / "vectors.json", ["floret_table", text, vectors, "--epochs", "6", "--bucket", "50000"]),
        (lemmas, ["english_lemmas", data, lemmas]),
        (parser / "done", ["english_parser", data, vectors, parser, "--epochs", "6", "--hidden", "192"]),
        (words / "words.npz", ["english_words", glove, words]),
        (entities / "done", ["english_entities", data, vectors, entities, "--epochs", "7", "--all", "--seed", "2",
                             "--words", words]),
        (package / "never", ["package", "en", work, package]),
    ]


def main() -> None:
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--glove", type=Path, required=True)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    run(steps(args.data, args.work, args.package, args.texts, args.glove))


if __name__ == "__main__":
    main()
