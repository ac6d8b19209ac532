"""Train every part of ar_khabar_news and put the package together: one command, resumable at every step.

    python -m training.arabic DATA WORK models/ar_khabar_news/ar_khabar_news

DATA is the folder of treebanks, entity corpora and raw text; WORK receives the parts. A step whose result is there
is skipped; a network whose training was broken off goes on from its checkpoint.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from pathlib import Path

log = logging.getLogger(__name__)


def steps(data: Path, work: Path, package: Path) -> list[tuple[Path, list[str]]]:
    """Return the results and commands of all steps, in their order."""
    clitics, vectors, lemmas = work / "clitics", work / "vectors", work / "lemmas.tsv.gz"
    parser, entities = work / "parser", work / "entities"
    text, raw = work / "floret.txt", work / "entities_raw.jsonl"
    teachers = (work / "entities_first", work / "entities_second")
    return [
        (clitics / "spelling.json", ["training.arabic_clitics", str(data), str(clitics)]),
        (text, ["training.floret_text", str(data), str(clitics), str(text)]),
        (vectors / "vectors.json", ["training.floret_table", str(text), str(vectors)]),
        (lemmas, ["training.arabic_lemmas", str(data), str(lemmas)]),
        (parser / "done", ["training.arabic_parser", str(data), str(vectors), str(parser)]),
        *((teacher / "done", ["training.arabic_entities", *map(str, (data, vectors, clitics, teacher)),
                              "--epochs", "14", "--seed", str(seed)]) for seed, teacher in enumerate(teachers)),
        (raw, ["training.arabic_entities_raw", *map(str, (data, vectors, clitics, *teachers, raw)),
               "--sentences", "9000"]),
        (entities / "done", ["training.arabic_entities", *map(str, (data, vectors, clitics, entities)), "--epochs",
                             "9", "--all", "--raw", str(raw), "--seed", "2"]),
        (package / "never", ["training.arabic_package", *map(str, (clitics, vectors, lemmas, parser, entities,
                                                                   package))]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("package", type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    args.work.mkdir(parents=True, exist_ok=True)
    for result, command in steps(args.data, args.work, args.package):
        if result.exists():
            log.info("%s is there, skipped", result)
            continue
        log.info("%s", " ".join(command))
        subprocess.run([sys.executable, "-m", *command], check=True)
        if result.name == "done":
            result.touch()


if __name__ == "__main__":
    main()
