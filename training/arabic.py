"""Train every part of ar_khabar_news and put the package together: one command, resumable at every step.

    python -m training.arabic DATA WORK models/ar_khabar_news/ar_khabar_news

DATA is the folder of treebanks, entity corpora and raw text; WORK receives the parts. A step whose result is there
is skipped; a network whose training was broken off goes on from its checkpoint.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .steps import Step, arguments, run


def steps(data: Path, work: Path, package: Path) -> list[Step]:
    """Return the results and commands of all steps, in their order."""
    clitics, vectors, lemmas = work / "clitics", work / "vectors", work / "lemmas.tsv.gz"
    parser, entities = work / "parser", work / "entities"
    text, lists = work / "floret.txt", work / "lists"
    teachers, hinted = (work / "entities_first", work / "entities_second"), work / "entities_hinted"
    voted, labelled = (work / f"entities_{name}.jsonl" for name in ("voted", "labelled"))
    names, raw = (work / f"entities_{name}_raw.jsonl" for name in ("voted", "labelled"))
    return [
        (clitics / "spelling.json", ["arabic_clitics", data, clitics]),
        (text, ["floret_text", data, clitics, text]),
        (vectors / "vectors.json", ["floret_table", text, vectors]),
        (lemmas, ["arabic_lemmas", data, lemmas]),
        (parser / "done", ["arabic_parser", data, vectors, parser]),
        *_teachers(teachers, [data, vectors, clitics]),
        (voted, ["arabic_entities_label", data, vectors, clitics, *teachers, voted]),
        (names, ["arabic_entities_votes", voted, names]),
        (lists / "lists.tsv.gz", ["arabic_lists", data, clitics, names.with_suffix(".names.tsv"), lists]),
        (hinted / "done", ["arabic_entities", data, vectors, clitics, hinted, "--epochs", "9", "--seed", "2", "--lists",
                           lists]),
        (labelled, ["arabic_entities_label", data, vectors, clitics, teachers[0], hinted, labelled, "--words", "800000",
                    "--lists", lists]),
        (raw, ["arabic_entities_votes", labelled, raw, "--sentences", "4500"]),
        (entities / "done", ["arabic_entities", data, vectors, clitics, entities, "--epochs", "6", "--all", "--raw",
                             raw, "--seed", "2", "--lists", lists]),
        (package / "never", ["package", "ar", work, package]),
    ]


def _teachers(folders: Sequence[Path], inputs: Sequence[Path]) -> list[Step]:
    """Return the steps that train the recognisers whose agreement labels raw text."""
    return [(folder / "done", ["arabic_entities", *inputs, folder, "--epochs", "14", "--seed", str(seed)])
            for seed, folder in enumerate(folders)]


def main() -> None:
    args = arguments(__doc__.splitlines()[0]).parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    run(steps(args.data, args.work, args.package))


if __name__ == "__main__":
    main()
