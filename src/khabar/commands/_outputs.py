"""What commands that write a graph share: the outputs that are named, how they are written, and what became of them."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._shared import positive

if TYPE_CHECKING:
    from ..exports.rdf import Options
    from ..graph.knowledge_graph import KnowledgeGraph

log = logging.getLogger(__name__)

STORE = ".khabar"
RDF_OPTIONS = ("direct", "base", "no_text", "triple_terms", "split")
SHOWN_OPTIONS = ("title", "quote", "redact", "ego", "steps")


def add_outputs(parser: argparse.ArgumentParser, metavar: str, help: str) -> None:
    """Add ``-o`` and all that says how outputs are written."""
    parser.add_argument("-o", "--output", dest="outputs", action="append", required=True, metavar=metavar, help=help)
    _add_rdf(parser)
    _add_shown(parser)


def _add_rdf(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how RDF is written")
    group.add_argument("--direct", choices=("all", "stated", "none"), help="which plain triples (default: all)")
    group.add_argument("--base", metavar="IRI", help="where the data's IRIs begin")
    group.add_argument("--no-text", action="store_true", help="leave the articles' texts out; quotations stay")
    group.add_argument("--triple-terms", action="store_true", help="add RDF 1.2 triple terms")
    group.add_argument(
        "--split",
        type=_size,
        metavar="SIZE",
        help=".nq and .nt in numbered files of at most this size, such as 500M or 2G",
    )


def _size(text: str) -> int:
    from ._split import size

    try:
        return size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _add_shown(parser: argparse.ArgumentParser) -> None:
    """Add what limits pages, pictures and tables to what may be shown."""
    group = parser.add_argument_group("what pages, pictures and tables show")
    group.add_argument("--title", metavar="WORDS", help="the title of the page")
    group.add_argument(
        "--quote",
        choices=("paragraph", "sentence", "words", "none"),
        help="how much of each source pages and tables carry (default: paragraph; tables: sentence)",
    )
    group.add_argument("--redact", type=Path, metavar="FILE", help="names to hide in them, one a line")
    group.add_argument("--ego", metavar="NAME", help="draw a picture around one name")
    group.add_argument("--steps", type=positive, metavar="N", help="how far from it, 1 or 2 (default: 1)")


def rdf_options(options: argparse.Namespace) -> Options:
    """Return what the options say of how RDF is written; raises ExportError."""
    from ..exports.rdf import Options

    given = {name: value for name in ("direct", "base") if (value := getattr(options, name))}
    return Options(text=not options.no_text, triple_terms=options.triple_terms, **given)


def _shown(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the options say of what is shown, those given only, as ``exports.write`` takes them."""
    named = {name: getattr(options, name) for name in SHOWN_OPTIONS if name != "redact"}
    shown = {name: value for name, value in named.items() if value is not None}
    if options.redact is not None:
        lines = options.redact.read_text(encoding="utf-8-sig").splitlines()
        shown["redact"] = [line.strip() for line in lines if line.strip()]
    return shown


@dataclass(frozen=True)
class Outputs:
    """What a command was asked to write: a store or None, files of formats, and how. Checked before anything is done.

    ``done`` are the files that were written, ``failed`` whether some were not.
    """

    store: Path | None
    paths: list[Path]
    rdf: Options
    split: int | None = None
    shown: Mapping[str, Any] = field(default_factory=dict)
    done: list[Path] = field(default_factory=list)
    missed: list[Path] = field(default_factory=list)

    @classmethod
    def asked(cls, options: argparse.Namespace, what: str) -> Outputs:
        """Return the outputs of a command, ``what`` being its name; raises InputError, ExportError."""
        from ..readers import InputError

        stores = [Path(output) for output in options.outputs if output.endswith(STORE)]
        if len(stores) > 1:
            raise InputError(f"{what} has one store, not {len(stores)}. Name one {STORE} file.")
        paths = [path for output in options.outputs if not output.endswith(STORE) for path in targets(output)]
        _check(paths, options.split)
        store = stores[0] if stores else None
        return cls(store, paths, rdf_options(options), options.split, _shown(options))

    def folder(self) -> Path | None:
        """Return the store's file, None for one in memory, after making its folder."""
        if self.store is not None:
            self.store.parent.mkdir(parents=True, exist_ok=True)
        return self.store

    def write(self, kg: KnowledgeGraph) -> None:
        """Write all files; one that fails is an error message of its own."""
        for path in self.paths:
            written = write(kg, path, rdf=self.rdf, split=self.split, shown=self.shown)
            if written:
                self.done.extend(written)
            else:
                self.missed.append(path)

    @property
    def files(self) -> list[Path]:
        """The store and the files that were written."""
        return [*([self.store] if self.store is not None else []), *self.done]


def _check(paths: list[Path], split: int | None) -> None:
    """Raise ExportError now, before hours of work, for an output that cannot be written as asked."""
    from ..exports import ExportError, suffix_of
    from ._split import SUFFIXES

    if split is not None and not any(path.suffix.lower() in SUFFIXES for path in paths):
        raise ExportError(
            f"Only {' and '.join(SUFFIXES)} can be written in parts. Name one with -o, or leave --split out."
        )
    for path in paths:
        suffix_of(path)


def targets(output: str) -> list[Path]:
    """Return the files to write for an output: itself, or in a folder ``graph`` in every format.

    A folder is one that exists, or a name that ends in a slash or has no suffix.
    """
    from ..exports import formats

    path = Path(output)
    if path.is_dir() or output.endswith("/") or not path.suffix:
        return [path / f"graph{suffix}" for suffix in sorted(formats())]
    return [path]


def write(
    kg: KnowledgeGraph,
    path: Path,
    *,
    rdf: Options | None = None,
    split: int | None = None,
    shown: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Return the files that were written for an output; one that fails is an error message and none."""
    from .. import exports
    from . import _split

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if split is not None and path.suffix.lower() in _split.SUFFIXES:
            module = import_module(f"..exports.{path.suffix.lower()[1:]}", __package__)
            return _split.write(module.blocks(kg, *([rdf] if rdf else [])), path, split)
        exports.write(kg, path, rdf=rdf, **(shown or {}))
    except (exports.ExportError, OSError) as e:
        log.error("%s", e if isinstance(e, exports.ExportError) else f"{path}: {e.strerror or e}.")
        return []
    log.info("wrote %s", path)
    return list(exports.outputs(path))
