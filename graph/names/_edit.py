"""A weighted edit distance with transpositions, shared by the languages; each brings its own costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Costs:
    """What a change costs: letters that come and go easily, pairs that are confused; everything else costs 1."""

    cheap_letters: Mapping[str, float]
    pairs: Mapping[str, float]
    doubled: float = 0.15
    first: float = 0.3
    transposed: float = 0.5
    both: Mapping[tuple[str, str], float] = field(init=False)

    def __post_init__(self) -> None:
        table = {(p[0], p[1]): cost for p, cost in self.pairs.items()}
        table.update({(b, a): cost for (a, b), cost in table.items()})
        object.__setattr__(self, "both", table)

    def drop(self, word: str, at: int) -> float:
        """Return what it costs to leave out the letter at a position; more at the front, where readers look."""
        letter = word[at]
        if at and word[at - 1] == letter:
            return self.doubled
        return self.cheap_letters.get(letter, 1.0) + (self.first if at == 0 else 0.0)


def distance_of(one: str, other: str, costs: Costs) -> float:
    """Return the cheapest way from one word to the other, transpositions of neighbours included."""
    before: list[float] = []
    row = [0.0]
    for j in range(len(other)):
        row.append(row[j] + costs.drop(other, j))
    for i in range(len(one)):
        gone = costs.drop(one, i)
        line = [row[0] + gone]
        for j, letter in enumerate(other):
            swap = 0.0 if one[i] == letter else costs.both.get((one[i], letter), 1.0)
            best = min(row[j] + swap, row[j + 1] + gone, line[j] + costs.drop(other, j))
            if i and j and one[i] == other[j - 1] and one[i - 1] == letter and one[i] != letter:
                soft = min(costs.cheap_letters.get(one[i], 1.0), costs.cheap_letters.get(letter, 1.0))
                front = costs.first if i == 1 or j == 1 else 0.0
                best = min(best, before[j - 1] + min(costs.transposed, soft) + front)
            line.append(best)
        before, row = row, line
    return row[-1]


def similarity_of(one: str, other: str, costs: Costs) -> float:
    """Return 1 for equal words, less the distance per letter of the longer one; never below 0."""
    if one == other:
        return 1.0
    longer = max(len(one), len(other))
    return max(0.0, 1.0 - distance_of(one, other, costs) / longer)
