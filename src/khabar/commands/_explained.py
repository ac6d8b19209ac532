"""An explanation as text, as a page and as JSON."""

from __future__ import annotations

import json as json_
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from html import escape

from ..explanation import End, Explanation
from ..graph.serialise import dump_coref, dump_entity, dump_merge, dump_statement
from ..graph.store import Run

_COLOURS = {"subject": 36, "relation": 33, "object": 32, "speaker": 35, "negation": 31, "modality": 34}  # ANSI
_TINTS = {
    "subject": "#bfe3f0", "relation": "#f7e3a1", "object": "#cdebc5", "speaker": "#e6cdf0", "negation": "#f6c1bd",
    "modality": "#cdd6f7", "cue": "#ecdff2", "time": "#e4e4e4", "place": "#dfe8d8", "predicate": "#fbf1d0",
    "complement": "#fbf1d0",
}  # fmt: skip
_CSS = (
    "body{font:16px/1.6 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}h1{font-size:1em}"
    "p{font-size:1.25em}mark{padding:.1em .2em;border-radius:.2em}dt{margin-top:.6em}dd{margin:0 0 0 1.5em}"
)


@dataclass(frozen=True)
class Mark:
    """A numbered stretch of the article: what it is to the statement, and the lines that tell why."""

    number: int
    role: str
    start: int
    end: int
    written: str
    why: tuple[str, ...]

    @property
    def sign(self) -> str:
        """A circled number: neutral in direction, so that it stays beside its word in either script."""
        return chr(0x2460 + self.number - 1) if self.number <= 20 else f"({self.number})"


Around = Callable[[Mark, str], str]
Plain = Callable[[int, int], str]


def marks(found: Explanation) -> list[Mark]:
    """Return what is marked, numbered in text order; of several roles of the same words each has its own number."""
    Row = tuple[str, int, int, str, tuple[str, ...]]
    rows: list[Row] = [
        (m.role, m.start, m.end, m.text, (m.reason,)) for m in (found.account.marked if found.account else ())
    ]
    trigger = found.statement.trigger
    rows.append(("relation", trigger.start, trigger.end, trigger.text, tuple(_relation(found))))
    rows += [(e.place, e.mention.start, e.mention.end, e.written, tuple(_end(e))) for e in found.ends]
    rows.sort(key=lambda row: (row[1], -row[2], row[0]))
    return [Mark(number, *row) for number, row in enumerate(rows, 1)]


def _relation(found: Explanation) -> Iterator[str]:
    relation = found.statement.claim.relation
    labels = " / ".join(relation.label.values())
    kind = (
        f"{relation.id} ({labels})" if relation.id else f"{relation.lemma}, a relation outside the ontology ({labels})"
    )
    yield f"{kind}, class {relation.class_}"
    yield f"made by the rule {found.statement.extractor!r}"


def _end(end: End) -> Iterator[str]:
    mention, entity = end.mention, end.entity
    if mention.text != end.written:
        yield f"restored to {mention.text!r}"
    yield f"a {mention.kind} of type {mention.type}" if mention.kind != "dropped" else "the subject that the verb drops"
    for coref in end.corefs:
        target = coref.antecedent
        yield f"stands for {target.text!r} at {target.start}:{target.end}, by the rule {coref.rule!r}"
    yield f"is the {entity.kind} entity {' / '.join(entity.labels.values())}  {entity.id}"
    name = end.corefs[-1].antecedent.text if end.corefs else mention.text
    own = [merge for merge in end.merges if merge.other == name]
    yield from (f"because {m.other!r} {m.reason} ({m.by}, {m.score:.3f})" for m in own)
    if len(end.merges) > len(own):
        yield f"{len(end.merges) - len(own)} other names are the same: khabar entities GRAPH.khabar {entity.id}"


def qualifiers(found: Explanation) -> Iterator[tuple[str, str]]:
    """Yield what is said of polarity, modality, speaker, time, content and confidence, and why."""
    s, account = found.statement, found.account
    yield "polarity", account.polarity if account else s.polarity
    yield "modality", account.modality if account else s.modality
    chain = ", then ".join(f"{a.speaker.text} ({a.stance}, by {a.cue!r})" for a in s.attribution)
    yield "speaker", chain or (account.attribution if account else "none")
    unknown = (
        "" if found.article.published else ", and dates that hang on the day of the article have no value without it"
    )
    yield "time", s.time.edtf if s.time else f"none{unknown}"
    yield from (("content", f"{c.id}: {c.evidence.text}") for c in found.content)
    for step in account.confidence if account else ():
        yield "confidence", f"{step.value:.3f}  {step.reason}"
    if account is None or account.confidence[-1].value != s.confidence:
        yield "confidence", f"{s.confidence:.3f}  as the store has it"
    if found.run is not None:
        yield "read", _read(found.run, found.article.language)
    yield "read again", found.note


def _read(run: Run, language: str) -> str:
    model = run.settings.get("models", {}).get(language, "")
    files = [file["file"] for name in ("ontology", "gazetteer") for file in run.settings.get(name, ())]
    given = f", given {', '.join(files)}" if files else ""
    return f"On {run.started[:10]} by khabar {run.command} {run.khabar} with {model}{given}."


def heading(found: Explanation) -> str:
    article = found.article
    parts = (article.id, article.published.isoformat() if article.published else "", article.source, article.title)
    return f"{found.statement.id}  in article {', '.join(filter(None, parts))}"


# Text ----------------------------------------------------------------------------------------------------------------


def text(found: Explanation, *, colour: bool = False) -> Iterator[str]:
    """Yield lines for a terminal. Marked words stand in brackets with a number, so nothing hangs on colour."""
    numbered, source = marks(found), found.article.text

    def plain(start: int, end: int) -> str:
        return source[start:end].replace("\n", " ")

    yield f"{heading(found)}\n\n"
    for span in found.sentences:
        yield f"  {''.join(_pieces(numbered, span, _bracket(colour), plain))}\n"
    yield "\n"
    for mark in numbered:
        first, *others = mark.why
        yield f"{mark.sign} {mark.role:12}{mark.written}\n"
        yield from (f"{'':16}{line}\n" for line in (first, *others))
    yield "\n"
    before = ""
    for name, said in qualifiers(found):
        yield f"{'' if name == before else name:12}{said}\n"
        before = name


def _bracket(colour: bool) -> Around:
    def around(mark: Mark, inner: str) -> str:
        shown = f"[{inner}]{mark.sign}"
        return f"\033[{_COLOURS.get(mark.role, 1)}m{shown}\033[0m" if colour else shown

    return around


def _pieces(numbered: list[Mark], span: tuple[int, int], around: Around, plain: Plain) -> Iterator[str]:
    """Yield a stretch of the article with its marks set; a mark that crosses another one is only listed."""
    at, end = span
    for mark in numbered:
        if mark.start < at or mark.end > end:
            continue
        yield plain(at, mark.start)
        inside = [m for m in numbered if m.number > mark.number and m.end <= mark.end]
        yield around(mark, "".join(_pieces(inside, (mark.start, mark.end), around, plain)))
        at = mark.end
    yield plain(at, end)


# HTML ----------------------------------------------------------------------------------------------------------------


def html(found: Explanation) -> Iterator[str]:
    """Yield a page without a script or a request to any host."""
    numbered, source = marks(found), found.article.text

    def plain(start: int, end: int) -> str:
        return escape(source[start:end])

    def around(mark: Mark, inner: str) -> str:
        tint = _TINTS.get(mark.role, "#eee")
        return f'<mark style="background:{tint}" title="{escape(mark.role)}">{inner}<sup>{mark.number}</sup></mark>'

    yield '<!doctype html>\n<meta charset="utf-8">\n'
    yield f"<title>{escape(heading(found))}</title>\n<style>{_CSS}</style>\n<h1>{escape(heading(found))}</h1>\n"
    for span in found.sentences:
        yield f'<p dir="auto" lang="{escape(found.article.language)}">'
        yield f"{''.join(_pieces(numbered, span, around, plain))}</p>\n"
    yield "<dl>\n"
    for mark in numbered:
        yield f"<dt>{mark.number} {escape(mark.role)}: <bdi>{escape(mark.written)}</bdi></dt>\n"
        yield from (f"<dd><bdi>{escape(line)}</bdi></dd>\n" for line in mark.why)
    for name, said in qualifiers(found):
        yield f"<dt>{escape(name)}</dt><dd><bdi>{escape(said)}</bdi></dd>\n"
    yield "</dl>\n"


# JSON ----------------------------------------------------------------------------------------------------------------


def json(found: Explanation) -> Iterator[str]:
    """Yield an object: the statement as in the jsonl export, and how it came about."""
    account, article = found.account, found.article
    ends = [
        {
            "place": end.place,
            "written": end.written,
            "corefs": [dump_coref(coref) for coref in end.corefs],
            "entity": dump_entity(end.entity),
            "merges": [dump_merge(merge) for merge in end.merges],
        }
        for end in found.ends
    ]
    made = {
        "statement": dump_statement(found.statement),
        "article": {"id": article.id, "title": article.title, "url": article.url},
        "sentences": [{"start": s, "end": e, "text": article.text[s:e]} for s, e in found.sentences],
        "ends": ends,
        "marked": [asdict(mark) for mark in account.marked] if account else None,
        "polarity": account.polarity if account else None,
        "modality": account.modality if account else None,
        "attribution": account.attribution if account else None,
        "confidence": [asdict(step) for step in account.confidence] if account else None,
        "content": [content.id for content in found.content],
        "read": found.run._asdict() if found.run is not None else None,
        "read_again": found.note,
    }
    yield json_.dumps(made, ensure_ascii=False, indent=1) + "\n"
