"""What is known, written to files and services: one module per format, chosen by a file's suffix."""

from __future__ import annotations

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
    ".jsonl": "jsonl",
}
_NEEDS = {"png": "matplotlib"}  # a package that only this format uses: the extra khabar[pictures]
_PICTURE = ("ego", "steps", "nodes", "language", "redact")
_SHOWN = {"html": ("title", "language", "quote", "redact", "nodes"), "svg": _PICTURE, "png": _PICTURE}
_RDF = {"ttl", "nt", "nq", "trig", "jsonld", "rdfxml"}


class ExportError(Exception):
    """A graph cannot be written as asked, or a file cannot be read back; the message says why and what to do."""


def formats() -> Mapping[str, str]:
    """Return the module of each suffix, suffixes with their dot; each module has ``write(kg, path)``."""
    held = {suffix: module for suffix, module in _FORMATS.items() if find_spec(f"{__name__}.{module}")}
    return {suffix: module for suffix, module in held.items() if find_spec(_NEEDS.get(module, __name__))}


def write(kg: KnowledgeGraph, path: Path | str, *, rdf: Options | None = None, **shown: Any) -> None:
    """Write a graph in the format that the path's suffix names, whole or not at all.

    ``rdf`` (``khabar.exports.rdf.Options``) says how RDF is written and changes nothing in other formats; ``shown``
    what a page or picture shows, of which each takes what it knows (``title``, ``quote``, ``redact``, ``language``,
    ``nodes``; pictures ``ego``, ``steps``). Raises ExportError for a suffix that names no format, and where the file
    cannot be written.
    """
    path, known = Path(path), formats()
    if (suffix := path.suffix.lower()) in _FORMATS and suffix not in known:
        need = _NEEDS[_FORMATS[suffix]]
        raise ExportError(f"{path}: {suffix} files need {need}. Run: pip install 'khabar[pictures]'")
    if path.suffix.lower() not in known:
        raise ExportError(f"{path}: no format has the suffix {path.suffix!r}. Use one of {', '.join(sorted(known))}.")
    module = known[path.suffix.lower()]
    options = (rdf,) if rdf is not None and module in _RDF else ()
    known_here = {name: shown[name] for name in _SHOWN.get(module, ()) if name in shown}
    import_module(f".{module}", __name__).write(kg, path, *options, **known_here)
