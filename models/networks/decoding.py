"""From arc scores to trees: the best head of every word, repaired to one tree with one root where that is none."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
NEVER = np.float32(-1e9)


def best_tree(scores: Array) -> Array:
    """Return the head of each word of a sentence (0 is the root, words count from 1).

    `scores[d, h]` is the score of head h (0 to n) for word d + 1. The result is a tree with exactly one root.
    """
    size = len(scores)
    scores = scores.copy()
    scores[np.arange(size), np.arange(1, size + 1)] = NEVER
    heads: Array = scores.argmax(1)
    if (heads == 0).sum() == 1 and not _cycle(heads):
        return heads
    roots = np.flatnonzero(heads == 0)
    # One root: the only one there is, else the word that loses least by being it.
    root = int(roots[0]) if len(roots) == 1 else int((scores[:, 0] - scores[:, 1:].max(1)).argmax())
    scores[:, 0] = NEVER
    scores[root] = NEVER
    scores[root, 0] = 0
    full = np.full((size + 1, size + 1), NEVER)
    full[1:] = scores
    tree: Array = _chu_liu_edmonds(full)[1:]
    return tree


def _cycle(heads: Array) -> list[int]:
    """Return the words (from 1) of one cycle, or an empty list."""
    state = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        path, node = [], start
        while node and not state[node]:
            state[node] = start
            path.append(node)
            node = int(heads[node - 1])
        if node and state[node] == start and node in path:
            return path[path.index(node):]
    return []


def _chu_liu_edmonds(scores: Array) -> Array:
    """Return the heads of the maximum spanning arborescence rooted at node 0 (head of 0 is 0)."""
    size = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, NEVER)
    heads: Array = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if not cycle:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    members = np.asarray(cycle)
    own = scores[members, heads[members]]
    enter = scores[np.ix_(members, rest)] - own[:, None]
    leave = scores[np.ix_(rest, members)]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = enter.max(0)
    small[:-1, -1] = leave.max(1)
    solved = _chu_liu_edmonds(small)
    for i, node in enumerate(rest):
        if node:
            head = solved[i]
            heads[node] = members[leave[i].argmax()] if head == len(rest) else rest[head]
    entry = solved[len(rest)]
    broken = members[enter[:, entry].argmax()]
    heads[broken] = rest[entry]
    return heads
