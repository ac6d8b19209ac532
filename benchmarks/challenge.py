"""How well denials, plans and reports are read: triples and their qualifiers, phenomenon by phenomenon.

    python benchmarks/challenge.py benchmarks/data/challenge_ar.jsonl [--verbose] [--json]
    python benchmarks/challenge.py benchmarks/data/statements_ar.jsonl --check

Each text of FILE becomes one article of one build; the exported statements are matched with the facts that the file
gives for it. A fact is found where a statement rests on overlapping words and has its subject, relation and object.

    recall      found facts of all facts
    precision   statements that are one of the facts, of all statements. The file gives one to four facts a text and
                not all it says, so this is a lower bound: use it to compare runs.
    negated, modality, speaker
                F1 of the qualifier over the found facts: was it denied; was it anything but actual, and rightly
                which; was it somebody's claim, and rightly whose. "-" where neither side has one.
    time        found facts with a date that got it, of those found
    class       found facts with the right event class, of those found
    bare        found facts that are denied, unreal or somebody's claim, written as plain facts: the worst error

Statements of a text that say the same (ends, relation, polarity) count once. --check builds nothing and needs no model.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from given_facts import Item, Object, distinct, load, pairs, problems, same_end


def statements(items: Sequence[Item]) -> dict[str, list[Object]]:
    """Return the exported statements of each text by its id, built as a user would: a file in, a file out."""
    import khabar

    with tempfile.TemporaryDirectory() as folder:
        articles, exported = Path(folder) / "articles.jsonl", Path(folder) / "statements.jsonl"
        lines = (json.dumps({"id": i.id, "text": i.text, "date": i.date}, ensure_ascii=False) for i in items)
        articles.write_text("\n".join(lines) + "\n", encoding="utf-8")
        kg = khabar.build(articles, language="ar")
        for skipped in kg.counts.skipped:
            print(f"not read, so all its facts are missed: {skipped}", file=sys.stderr)
        kg.write(exported)
        found: dict[str, list[Object]] = {item.id: [] for item in items}
        for line in exported.read_text(encoding="utf-8").splitlines():
            statement = json.loads(line)
            found[statement["article"]].append(statement)
    return {id: list(distinct(group)) for id, group in found.items()}


# Counting ------------------------------------------------------------------------------------------------------------


@dataclass
class F1:
    """Right answers, given answers and expected answers."""

    right: int = 0
    given: int = 0
    expected: int = 0

    def add(self, right: bool, given: bool, expected: bool) -> None:
        self.right, self.given, self.expected = self.right + right, self.given + given, self.expected + expected

    @property
    def value(self) -> float | None:
        """F1, or None where nothing was expected and nothing given."""
        total = self.given + self.expected
        return 2 * self.right / total if total else None


@dataclass
class Row:
    """The counts of one phenomenon, of a group of them or of all."""

    name: str
    texts: int = 0
    facts: int = 0
    found: int = 0
    statements: int = 0
    negated: F1 = field(default_factory=F1)
    modality: F1 = field(default_factory=F1)
    speaker: F1 = field(default_factory=F1)
    times: int = 0
    times_right: int = 0
    class_right: int = 0
    bare: int = 0

    def add(self, item: Item, found: int, matched: Mapping[int, Object]) -> None:
        """Count a text with the number of its statements and those that are facts."""
        self.texts, self.facts, self.statements = self.texts + 1, self.facts + len(item.facts), self.statements + found
        self.found += len(matched)
        for place, statement in matched.items():
            self._add_pair(item.facts[place], statement)

    def _add_pair(self, fact: Object, s: Object) -> None:
        denied, unreal = fact["polarity"] == "negated", fact["modality"] != "actual"
        self.negated.add(denied and s["polarity"] == "negated", s["polarity"] == "negated", denied)
        self.modality.add(unreal and s["modality"] == fact["modality"], s["modality"] != "actual", unreal)
        claimed = fact["speaker"] is not None
        heard = claimed and same_end(s["speaker"], fact["speaker"])
        self.speaker.add(heard, s["speaker"] is not None, claimed)
        self.times += fact["time"] is not None
        self.times_right += fact["time"] is not None and dated(s, fact["time"])
        self.class_right += s["class"] == fact["class"]
        plain = (s["polarity"], s["modality"], s["speaker"]) == ("affirmed", "actual", None)
        self.bare += plain and (denied or unreal or claimed)

    def figures(self) -> Object:
        """Return the figures of the table, rounded to three digits; None where there is nothing to measure."""
        return {
            "texts": self.texts,
            "facts": self.facts,
            "found": self.found,
            "recall": _share(self.found, self.facts),
            "precision": _share(self.found, self.statements),
            "negated": _rounded(self.negated.value),
            "modality": _rounded(self.modality.value),
            "speaker": _rounded(self.speaker.value),
            "time": _share(self.times_right, self.times),
            "class": _share(self.class_right, self.found),
            "bare": self.bare,
        }


def dated(statement: Object, expected: str) -> bool:
    """Has a statement the expected time, or a finer one within it?"""
    time = statement["time"]
    return time is not None and str(time["edtf"]).startswith(expected)


def _share(part: int, whole: int) -> float | None:
    return _rounded(part / whole) if whole else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def rows(items: Sequence[Item], found: Mapping[str, Sequence[Object]]) -> list[Row]:
    """Return the counts of all, of each group, and of each phenomenon, in the order of the file."""
    by_name: dict[str, Row] = {}
    for item in items:
        matched = pairs(item, found[item.id])
        for name in dict.fromkeys(("all", item.group, item.phenomenon)):
            by_name.setdefault(name, Row(name)).add(item, len(found[item.id]), matched)
    return sorted(by_name.values(), key=lambda row: 0 if row.name == "all" else 1 if "." not in row.name else 2)


# Printing ------------------------------------------------------------------------------------------------------------


def print_table(table: Sequence[Row]) -> None:
    heads = list(table[0].figures())
    print(f"{'':26}" + "".join(f"{head:>10}" for head in heads))
    for row in table:
        cells = ("-" if v is None else f"{v:.3f}" if isinstance(v, float) else str(v) for v in row.figures().values())
        print(f"{row.name:26}" + "".join(f"{cell:>10}" for cell in cells))


def print_misses(items: Sequence[Item], found: Mapping[str, Sequence[Object]]) -> None:
    """Print, for each text that is not all right: facts missed (-), found with a wrong qualifier (~), surplus (?)."""
    for item in items:
        matched = pairs(item, found[item.id])
        lines = [line for place, fact in enumerate(item.facts) if (line := _complaint(fact, matched.get(place)))]
        if not lines:
            continue
        print(f"\n{item.id}  {item.text}")
        taken = {id(statement) for statement in matched.values()}
        for line in [*lines, *(f"  ? {_shown(s)}" for s in found[item.id] if id(s) not in taken)]:
            print(line)


def _complaint(fact: Object, statement: Object | None) -> str:
    """Return a line that says what is wrong, or nothing."""
    speaker, object = fact["speaker"], fact["object"]
    gold = f"{fact['subject'][0]} | {fact['relation_ar'][0]} | {object[0] if object else '-'} | {fact['polarity']} | "
    gold += f"{fact['modality']} | {speaker[0] if speaker else '-'}" + (f" | {fact['time']}" if fact["time"] else "")
    if statement is None:
        return f"  - {gold}"
    right = all(statement[key] == fact[key] for key in ("polarity", "modality"))
    right = right and same_end(statement["speaker"], speaker) and (not fact["time"] or dated(statement, fact["time"]))
    return "" if right else f"  ~ {gold}\n    {_shown(statement)}"


def _shown(s: Object) -> str:
    ends = [s[end]["text"] if s[end] else "-" for end in ("subject", "object", "speaker")]
    time = f" | {s['time']['edtf']}" if s["time"] else ""
    return f"{ends[0]} | {s['relation']['lemma']} | {ends[1]} | {s['polarity']} | {s['modality']} | {ends[2]}{time}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE", help="texts with facts, one JSON object per line")
    parser.add_argument("--check", action="store_true", help="check the file and stop; needs no model")
    parser.add_argument("--verbose", action="store_true", help="list what was missed, wrong and surplus")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    items = load(args.file)
    if wrong := list(problems(items)):
        print("\n".join(wrong), file=sys.stderr)
        return 2
    if args.check:
        facts = [fact for item in items for fact in item.facts]
        print(f"{args.file.name}: {len(items)} texts, {len(facts)} facts, every evidence stands in its text")
        return 0
    found = statements(items)
    if args.verbose:
        print_misses(items, found)
    table = rows(items, found)
    if args.json:
        print(json.dumps({row.name: row.figures() for row in table}, ensure_ascii=False, indent=1))
    else:
        print_table(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
