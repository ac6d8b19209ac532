"""What is known, written to files and services: one module per format, chosen by a file's suffix."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..graph.knowledge_graph import KnowledgeGraph
    from ._rdf import Options

_FORMATS = {
    ".ttl": "ttl",
    ".nt": "nt",
    ".nq": "nq",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".html": "html",
    ".svg": "svg",
    ".png": "png",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".cyjs": "cyjs",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".events.csv": "events",
    ".events.daily.csv": "events",
    ".events.parquet": "events",
    ".events.daily.parquet": "events",
    ".neo4j.zip": "neo4j",
}
# What only some formats use, and the extra that brings it.
_NEEDS = {".png": ("matplotlib", "pictures")} | {
    suffix: ("pyarrow", "parquet") for suffix in _FORMATS if suffix.endswith(".parquet")
}
_PICTURE = ("ego", "steps", "nodes", "language", "redact")
_TABLE = ("quote", "redact")
_SHOWN = {
    "html": ("title", "language", "quote", "redact", "nodes"),
    "svg": _PICTURE,
    "png": _PICTURE,
    "gexf": ("redact",),
    "cyjs": ("redact",),
    **dict.fromkeys(("csv", "parquet", "events", "neo4j"), _TABLE),
}
_RDF = {"ttl", "nt", "nq", "trig", "jsonld", "rdfxml"}


log = logging.getLogger(__name__)


class ExportError(Exception):
    """A graph cannot be written as asked, or a file cannot be read back; the message says why and what to do."""


def formats() -> Mapping[str, str]:
    """Return the module of each suffix, suffixes with their dots; each module has ``write(kg, path)``."""
    held = {suffix: module for suffix, module in _FORMATS.items() if find_spec(f"{__name__}.{module}")}
    return {suffix: module for suffix, module in held.items() if find_spec(_NEEDS.get(suffix, (__name__,))[0])}


def suffix_of(path: Path | str) -> str:
    """Return the suffix that names a path's format: the longest of :func:`formats` that the name ends in.

    Raises ExportError where none does.
    """
    name, known = Path(path).name.lower(), formats()
    found = max((suffix for suffix in _FORMATS if _ends(name, suffix)), key=len, default="")
    if found in known:
        return found
    if found:
        package, extra = _NEEDS[found]
        raise ExportError(f"{path}: {found} files need {package}. Run: pip install 'khabar[{extra}]'")
    last = Path(path).suffix
    raise ExportError(f"{path}: no format has the suffix {last!r}. Use one of {', '.join(sorted(known))}.")


def _ends(name: str, suffix: str) -> bool:
    # events.csv is as good a name as graph.events.csv.
    return name.endswith(suffix) or (suffix.count(".") > 1 and name == suffix[1:])


def outputs(path: Path) -> tuple[Path, ...]:
    """Return the files that :func:`write` makes for a path: itself, and for tables those beside it."""
    module = import_module(f".{formats()[suffix_of(path)]}", __name__)
    return tuple(module.outputs(path)) if hasattr(module, "outputs") else (path,)


def write(kg: KnowledgeGraph, path: Path | str, *, rdf: Options | None = None, **shown: Any) -> None:
    """Write a graph in the format that the path's suffix names, whole or not at all.

    ``rdf`` (``khabar.exports.rdf.Options``) says how RDF is written and changes nothing in other formats; ``shown``
    what is shown, of which each format takes what it knows (``title``, ``quote``, ``redact``, ``language``, ``nodes``;
    pictures ``ego``, ``steps``). Where names are to be hidden and a format cannot hide them, that is logged. Raises
    ExportError for a suffix that names no format, and where the file cannot be written.
    """
    path = Path(path)
    module = formats()[suffix_of(path)]
    if shown.get("redact") and "redact" not in _SHOWN.get(module, ()):
        log.warning("%s: this format hides no names; the names to redact stand in it.", path)
    options = (rdf,) if rdf is not None and module in _RDF else ()
    known_here = {name: shown[name] for name in _SHOWN.get(module, ()) if name in shown}
    import_module(f".{module}", __name__).write(kg, path, *options, **known_here)
