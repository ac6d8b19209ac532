"""Run the steps of a training, each a module of this package; a step whose result is there is skipped."""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)
Step = tuple[Path, Sequence[str | Path]]
"""The result of a step (a file named `done` is written when it ends well), and module and arguments."""


def run(steps: Sequence[Step]) -> None:
    """Run the steps in their order."""
    for result, (module, *arguments) in steps:
        if result.exists():
            log.info("%s is there, skipped", result)
            continue
        command = [f"training.{module}", *map(str, arguments)]
        log.info("%s", " ".join(command))
        subprocess.run([sys.executable, "-m", *command], check=True)
        if result.name == "done":
            result.touch()


def arguments(description: str) -> argparse.ArgumentParser:
    """Return the arguments that the languages share."""
    parser = argparse.ArgumentParser(description=description)
    for name in ("data", "work", "package"):
        parser.add_argument(name, type=Path)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    return parser
