"""From the treebank's trees to news trees: verbs as roots.

PADT makes the conjunction that opens a sentence its root (و, with the verb as `parataxis`), and the place of a
dateline the root of the whole report. `news_tree` turns both round; nothing else changes.
"""

from __future__ import annotations

DATELINE_REACH = 16
NOMINAL = frozenset({"X", "PROPN", "NOUN", "NUM"})


def news_tree(heads: list[int], labels: list[str], tags: list[str]) -> tuple[list[int], list[str]]:
    """Return heads and labels of one sentence with its verbs as roots.

    `heads` are positions in the sentence, the root's is its own; `tags` are universal parts of speech.
    """
    heads, labels = list(heads), list(labels)
    for i, tag in enumerate(tags):
        if tag == "CCONJ":
            _lower_conjunction(i, heads, labels, tags)
    root = next((i for i, head in enumerate(heads) if head == i), None)
    if root is not None and tags[root] in NOMINAL:
        _lower_dateline(root, heads, labels, tags)
    return heads, labels


def _children(i: int, heads: list[int]) -> list[int]:
    return [j for j, head in enumerate(heads) if head == i and j != i]


def _lower_conjunction(i: int, heads: list[int], labels: list[str], tags: list[str]) -> None:
    """Hang a conjunction under the first clause it heads, and what else it heads under that clause."""
    children = _children(i, heads)
    clauses = [j for j in children if labels[j] == "parataxis"] or [
        j for j in children if j > i and heads[i] == i and labels[j] not in ("punct", "cc", "fixed")]
    if not clauses:
        return
    first = next((j for j in clauses if tags[j] == "VERB"), clauses[0])
    was_root = heads[i] == i
    heads[first] = first if was_root else heads[i]
    labels[first] = "root" if was_root else labels[i] if labels[i] != "cc" else "conj"
    for j in children:
        if j == first:
            continue
        heads[j] = first
        if labels[j] == "cc":
            heads[j] = next((clause for clause in clauses if clause > j), first)
    heads[i], labels[i] = first, "cc"


def _lower_dateline(root: int, heads: list[int], labels: list[str], tags: list[str]) -> None:
    """Make the first clause after a dateline (مونتريال 15-8 (أ ف ب) - بلغت ...) the root."""
    children = _children(root, heads)
    verb = next((j for j in children if j > root and labels[j] == "parataxis" and tags[j] in ("VERB", "AUX")), None)
    if verb is None or root > 3 or verb - root > DATELINE_REACH:
        return
    if not any(tags[j] == "PUNCT" for j in range(root, verb)):
        return
    for j in children:
        if j > verb:
            heads[j] = verb
    heads[verb], labels[verb] = verb, "root"
    heads[root], labels[root] = verb, "parataxis"
