"""One file that opens in any browser, asks no host for anything and shows the words behind every edge.

pyvis builds the network and brings vis-network, which draws it; the page around it lies in ``page/``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ..graph.knowledge_graph import KnowledgeGraph
from ..graph.model import Labels
from . import ExportError
from ._files import replacing
from ._payload import Payload, payload
from ._quote import QUOTES, Quote
from ._redact import Redactor

SCRIPTS = (
    "words", "text", "data", "state", "filter", "view", "draw", "map", "over", "hand", "panel", "card",
    "search", "choices", "time", "table", "take", "frame", "main",
)  # fmt: skip
# What an entity looks like: people are round, organisations square, places hexagonal.
SHAPES = {
    "PER": "dot",
    "ORG": "square",
    "GPE": "hexagon",
    "LOC": "hexagon",
    "GROUP": "triangle",
    "EVENT": "star",
    "OTHER": "diamond",
}


def write(
    kg: KnowledgeGraph,
    path: Path,
    *,
    title: str = "",
    language: str = "ar",
    quote: Quote = "paragraph",
    redact: Iterable[str] = (),
    nodes: int = 150,
) -> None:
    """Write the page of a graph.

    ``quote`` limits how much of each source it carries: the paragraph or sentence around a statement, its marked
    words alone, or none. ``redact`` hides names everywhere. ``nodes`` is how many are drawn at first, ``language``
    that of the interface when it opens. Raises ExportError for options that are not known and for a file that cannot
    be written.
    """
    text = page(kg, title=title, language=language, quote=quote, redact=redact, nodes=nodes)
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


def page(
    kg: KnowledgeGraph,
    *,
    title: str = "",
    language: str = "ar",
    quote: Quote = "paragraph",
    redact: Iterable[str] = (),
    nodes: int = 150,
) -> str:
    """Return the page as a string; the options are those of :func:`write`."""
    if quote not in QUOTES:
        raise ExportError(f"The page quotes {', '.join(QUOTES)}, not {quote!r}.")
    if language not in ("ar", "en"):
        raise ExportError(f"The page speaks ar and en, not {language!r}.")
    if nodes < 2:
        raise ExportError(f"The page draws at least 2 nodes at first, not {nodes}.")
    hidden = list(redact)
    data = payload(kg, quote=quote, redact=hidden, nodes=nodes)
    names = Labels.of(ar=title, en=title) if title else _title(data.graph)
    names = Labels.of({code: Redactor(hidden).text(name) for code, name in names.items()})
    data.graph["title"] = dict(names)
    data.graph["language"] = language
    network = _network(data)
    library, script, style = _vis(), _script(), _read("page.css")
    sources = f"script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}"
    policy = f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"
    parts = {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "policy": policy,
        "title": escape(names.get(language, "Khabar")),
        "style": style,
        "graph": _json(data.graph),
        "words": _json(data.words),
        "network": _json(network),
        "library": library,
        "script": script,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _read("page.html"))


def notebook(kg: KnowledgeGraph, *, height: int = 720, **options: Any) -> str:
    """Return the page in a frame for a notebook, ``height`` pixels high; the options are those of :func:`write`."""
    frame = escape(page(kg, **options), quote=True)
    # The page needs its own scripts and its downloads and links, and nothing of the notebook's.
    allowed = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
    look = f'title="Khabar" width="100%" height="{int(height)}" style="border:0"'
    return f'<iframe srcdoc="{frame}" sandbox="{allowed}" {look}></iframe>'


def _title(graph: dict[str, Any]) -> Labels:
    """Return what the graph is about: its three most important names."""
    entities = graph["entities"]
    return Labels.of(ar="، ".join(entities["ar"][:3]) or "خبر", en=", ".join(entities["en"][:3]) or "Khabar")


def _network(data: Payload) -> dict[str, Any]:
    """Return nodes, edges and options as pyvis hands them to vis-network.

    Its lists are filled directly: ``add_edge`` compares each edge with all before it.
    """
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    net = Network(directed=True)
    entities, types = data.graph["entities"], data.graph["types"]
    for node, (x, y) in enumerate(data.places.tolist()):
        shape, size = SHAPES[types[entities["type"][node]]], float(data.radius[node])
        net.nodes.append(Node(node, shape, " ", x=x, y=y, size=size, group=entities["group"][node]).options)
        net.node_ids.append(node)
    pairs = ((a, b, count) for (a, b), count in sorted(data.pairs.items()) if b < data.core)
    net.edges.extend(Edge(a, b, value=count).options for a, b, count in pairs)
    net.options.physics.enabled = False
    net.options.edges.smooth.enabled = False
    net.options.edges.smooth.type = "continuous"
    net.options.edges.color.inherit = False
    net.options.interaction.hideEdgesOnDrag = True
    nodes, edges, _, _, _, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _vis() -> str:
    """Return vis-network as pyvis ships it, its licence at its head; ExportError when pyvis no longer holds it."""
    found: list[tuple[tuple[int, ...], Traversable]] = []
    for folder in (files("pyvis") / "lib").iterdir():
        version = re.fullmatch(r"vis-(\d+(?:\.\d+)*)", folder.name)
        if version and (folder / "vis-network.min.js").is_file():
            found.append((tuple(map(int, version[1].split("."))), folder / "vis-network.min.js"))
    if not found:
        raise ExportError("The installed pyvis holds no lib/vis-*/vis-network.min.js. Install pyvis 0.3.2.")
    _, newest = max(found, key=lambda pair: pair[0])
    # The map it names lies beside it, where the page has nothing.
    return _inline(re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", newest.read_text(encoding="utf-8")))


def _script() -> str:
    parts = "\n".join(_read(f"{name}.js") for name in SCRIPTS)
    return _inline(f'(function () {{\n"use strict";\n{parts}\n}})();\n')


def _inline(script: str) -> str:
    """Return the script, sure that nothing in it ends its element or opens a comment in it."""
    if re.search(r"</script|<!--", script, re.IGNORECASE):
        raise ExportError("A script of the page holds '</script' or '<!--' and cannot stand inside it.")
    return script


def _read(name: str) -> str:
    return (files(__package__) / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the text's hash as a content policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _json(value: Any) -> str:
    """Return JSON that can stand inside a script element: no ``<``, and no half of a surrogate pair."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)
