"""How a graph was made: in figures, as a paragraph for the methods of a paper, and how to cite it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from .graph.store import SCHEMA, Run, Store

_LATEST = 10  # runs that came to their end and are listed


@dataclass(frozen=True)
class About:
    """What a store holds and how it was made.

    ``corpus`` is the SHA-256 of the articles' ids and hashes in id order: the same articles give the same one, in
    whatever order and from whatever files they came. ``runs`` are those that articles of the store are from.
    """

    counts: dict[str, int]
    languages: dict[str, int]
    sources: int
    first: str
    last: str
    corpus: str
    runs: tuple[Run, ...]
    decided: int
    corrected: dict[str, int]
    failed: int
    waiting: int
    copies: int = 0
    set_aside: int = 0
    finished: tuple[int, ...] = ()

    @classmethod
    def of(cls, store: Store) -> About:
        """Return what a store says of itself; the articles' texts are not read."""
        corpus = hashlib.sha256()
        languages: Counter[str] = Counter()
        days: list[str] = []
        sql = "SELECT id, hash, language, published FROM articles ORDER BY id"
        for id, hash, language, published in store.rows(sql):
            corpus.update(f"{id}\t{hash}\n".encode("utf-8", "surrogatepass"))
            languages[language] += 1
            if published:
                days = [min([published, *days]), max([published, *days])]
        sql = "SELECT verdict, count(*) FROM corrections WHERE undone IS NULL GROUP BY verdict ORDER BY verdict"
        corrected = dict(store.rows(sql))
        return cls(
            store.counts(),
            dict(sorted(languages.items())),
            sum(1 for _ in store.sources()),
            days[0] if days else "",
            days[-1] if days else "",
            corpus.hexdigest(),
            tuple(run for run in store.runs() if run.articles),
            _decided(store),
            corrected,
            sum(1 for _ in store.failures()),
            store.unresolved(),
            sum(1 for _ in store.copies()),
            store.set_aside(),
            tuple(run.number for run in store.runs() if run.finished is not None),
        )

    def told(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {**asdict(self), "runs": [run._asdict() for run in self.runs], "tables": SCHEMA}

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield it as names and values."""
        yield from ((name, f"{count:,}") for name, count in self.counts.items())
        yield "languages", ", ".join(f"{code} {count:,}" for code, count in self.languages.items())
        yield "sources", f"{self.sources:,}"
        if self.copies:
            yield "copies", f"{self.copies:,} articles print what an earlier one printed"
        if self.set_aside:
            yield "set aside", f"{self.set_aside:,} statements of lines that their source repeats"
        if self.first:
            yield "published", self.first if self.first == self.last else f"{self.first} to {self.last}"
        yield "not read", f"{self.failed:,}" + (" (khabar errors lists them)" if self.failed else "")
        if self.waiting:
            yield "waiting", f"{self.waiting:,} statements for identity: run the build to its end"
        yield "decisions", f"{self.decided:,}"
        yield "corrections", ", ".join(f"{verdict} {count:,}" for verdict, count in self.corrected.items()) or "0"
        yield "corpus", self.corpus
        if len(self.finished) > 1:
            latest = ", ".join(map(str, self.finished[-_LATEST:]))
            earlier = "... " if len(self.finished) > _LATEST else ""
            yield "runs to end", f"{earlier}{latest} (khabar diff compares two)"
        for run in self.runs:
            models = ", ".join(run.settings.get("models", {}).values())
            when = run.started[:10]
            yield f"run {run.number}", f"{when}, Khabar {run.khabar}, {models}: {run.articles:,} articles"


def _decided(store: Store) -> int:
    """Return how many names people gave to an entity."""
    from .graph.identity import RULES

    return sum(1 for merge in store.merges() if merge.by not in RULES)


def paragraph(about: About) -> str:
    """Return how the graph was made, in words for the methods section of a paper."""
    counts = about.counts
    known = ", ".join(f"{count:,} in {_NAMES.get(code, code)}" for code, count in about.languages.items())
    period = f", published from {about.first} to {about.last}" if about.first else ""
    said = [
        f"The knowledge graph was made from {counts['articles']:,} news articles ({known}) of {about.sources:,} sources"
        f"{period} with {_versions(about.runs)}.",
        f"It holds {counts['statements']:,} statements about {counts['entities']:,} entities; each statement keeps the "
        "words of the article that it rests on, whether it is affirmed or denied, actual, planned or possible, and who "
        "says it.",
        *(_settings(run) for run in about.runs),
        f"Names were joined to entities by rules and name lists, with {counts['merges']:,} recorded decisions, "
        f"{about.decided:,} of them taken by people.",
    ]
    if about.copies:
        said.append(f"{about.copies:,} articles print the text of an earlier one and count with it as one source.")
    if about.corrected:
        listed = ", ".join(f"{count:,} {_VERDICTS[verdict]}" for verdict, count in about.corrected.items())
        said.append(f"Statements corrected by hand: {listed}.")
    if about.failed:
        said.append(f"{about.failed:,} inputs could not be read.")
    if about.waiting:
        said.append(f"The build is not finished: {about.waiting:,} statements have no entities yet.")
    said.append(
        f"The corpus is identified by the SHA-256 {about.corpus} of its articles' ids and content hashes; the same "
        "articles, versions and settings, built at once, give the same graph, byte for byte."
    )
    return " ".join(dict.fromkeys(said))


_NAMES = {"ar": "Arabic", "en": "English"}
_VERDICTS = {"reject": "rejected", "change": "changed", "add": "added"}


def _versions(runs: tuple[Run, ...]) -> str:
    if not runs:
        return "an import of graphs"
    khabar = ", ".join(dict.fromkeys(run.khabar for run in runs))
    models = ", ".join(dict.fromkeys(model for run in runs for model in run.settings.get("models", {}).values()))
    return f"Khabar {khabar} and the models {models}"


def _settings(run: Run) -> str:
    settings = run.settings
    said = f"Statements less certain than {settings.get('min_confidence', 0)} were left out"
    own = [f"{f['file']} ({f['hash']})" for name in ("ontology", "gazetteer") for f in settings.get(name, ())]
    return f"{said}; files of our own: {', '.join(own)}." if own else f"{said}."


def citation(about: About) -> str:
    """Return how to cite the software, as BibTeX."""
    runs = about.runs
    year = runs[-1].started[:4] if runs else ""
    version = runs[-1].khabar if runs else ""
    return (
        "@software{khabar,\n  title = {Khabar: knowledge graphs from Arabic and English news},\n"
        f"  version = {{{version}}},\n  year = {{{year}}},\n"
        f"  note = {{Corpus SHA-256 {about.corpus}}}\n}}\n"
    )
