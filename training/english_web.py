"""Names in EWT's train file, by UNER's conventions: 1,650 sentences read and corrected, the others told in part.

UNER has no train file for EWT. `english_names.tsv` holds sentence ids of the treebank, each with its names as
`start-end:TYPE` over its words; the text stays in the treebank. Of a sentence that is not in it only this is known: a
name holds a proper noun (the treebank's tag), and what lies between two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .bio import Entity, TaggedSentence

ANNOTATED = Path(__file__).with_name("english_names.tsv")
NAMELESS_EVERY = 3
"""Of the sentences without proper nouns, which are learned."""
WIDEST_GAP = 2
"""Words between two proper nouns that may be part of one name."""


def read_annotated(path: Path = ANNOTATED) -> dict[str, tuple[Entity, ...]]:
    """Return the names of each sentence that was read."""
    found = {}
    for line in path.read_text(encoding="utf8").splitlines():
        sentence, names = line.split("\t")
        found[sentence] = tuple(_entity(name) for name in names.split())
    return found


def _entity(text: str) -> Entity:
    span, label = text.split(":")
    start, end = span.split("-")
    return Entity(int(start), int(end), label)


def sentences(path: Path) -> Iterator[tuple[str, tuple[str, ...], tuple[bool, ...]]]:
    """Yield the id, the words, and which are proper nouns, of each sentence of a CoNLL-U file."""
    name = ""
    words: list[str] = []
    proper: list[bool] = []
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if line.startswith("# sent_id = "):
            name = line[len("# sent_id = "):]
        elif not line and words:
            yield name, tuple(words), tuple(proper)
            words, proper = [], []
        elif line and line[0] != "#":
            number, form, _, _, tag, *_ = line.split("\t")
            if number.isdigit():
                words.append(form)
                proper.append(tag.startswith("NNP"))


def maybe_names(proper: Sequence[bool]) -> frozenset[int]:
    """Return the words that may stand in names: proper nouns, and a word or two between them.

    >>> sorted(maybe_names([False, True, False, True, False]))
    [1, 2, 3]
    """
    at = [i for i, flag in enumerate(proper) if flag]
    found = set(at)
    for before, after in zip(at, at[1:], strict=False):
        if after - before <= WIDEST_GAP + 1:
            found.update(range(before, after))
    return frozenset(found)


def web_names(data: Path) -> tuple[list[TaggedSentence], list[tuple[TaggedSentence, frozenset[int]]]]:
    """Return the sentences that were read, and most others, each with the words of which nothing is known."""
    annotated = read_annotated()
    read, others = [], []
    nameless = 0
    for name, words, proper in sentences(data / "treebanks" / "en_ewt" / "en_ewt-train.conllu"):
        if name in annotated:
            read.append(TaggedSentence(words, annotated[name]))
            continue
        nameless += not any(proper)
        if any(proper) or nameless % NAMELESS_EVERY == 0:
            others.append((TaggedSentence(words, ()), maybe_names(proper)))
    return read, others
