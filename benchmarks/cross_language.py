"""Do an Arabic and an English sentence of one fact end on the same nodes and the same relation?

    python benchmarks/cross_language.py [benchmarks/data/pairs.jsonl] [--verbose]

Each pair is two articles of one graph, in which nothing else tells who is who. It agrees where both articles state a
claim of the pair's relation with the same entities at both ends, the same polarity and the same modality.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import khabar
from khabar.graph.knowledge_graph import Fact
from khabar.graph.model import Article

PAIRS = Path(__file__).with_name("data") / "pairs.jsonl"
_Told = dict[str, dict[tuple[str, str, str, str], Fact]]


def told(kg: khabar.KnowledgeGraph) -> _Told:
    """Return the claims of each article by relation, ends, polarity and modality."""
    found: _Told = defaultdict(dict)
    for fact in kg.facts():
        s = fact.statement
        found[s.article][s.claim.relation.key, fact.claim, s.polarity, s.modality] = fact
    return found


def _shown(fact: Fact) -> str:
    ends = [fact.subject.label("en"), fact.statement.claim.relation.key, fact.object.label("en") if fact.object else ""]
    return " | ".join([*ends, fact.statement.polarity, fact.statement.modality])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=PAIRS)
    parser.add_argument("--verbose", action="store_true", help="show what was read of the pairs that do not agree")
    options = parser.parse_args()
    pairs = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    languages = ("ar", "en")
    articles = [Article.of(p[code], id=f"{n}.{code}", language=code) for n, p in enumerate(pairs) for code in languages]
    found = told(khabar.build(*articles, min_confidence=0.0))
    agreed = 0
    for number, pair in enumerate(pairs):
        one, other = (found[f"{number}.{code}"] for code in languages)
        if any(key[0] == pair["relation"] for key in one.keys() & other.keys()):
            agreed += 1
        elif options.verbose:
            read = map(_shown, (*one.values(), *other.values()))
            print(pair["relation"], pair["ar"], pair["en"], *read, sep="\n    ")
    print(f"{agreed} of {len(pairs)} pairs ({agreed / len(pairs):.0%}) on the same nodes and relation")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
