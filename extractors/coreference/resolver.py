"""The one door to coreference: asks for each end the module that resolves its kind, and remembers the answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...graph.model import Coref, Mention
from ..events import End, Event
from ..syntax import Word
from .agreement import Agreement
from .descriptions import Descriptions
from .discourse import Antecedent, Discourse
from .dropped_subjects import DroppedSubjects
from .pronouns import Pronouns
from .salience import Salience
from .speakers import Speakers
from .titles import Titles


class Resolver:
    """Resolves the ends of one article's events; asks syntax first, then the sentences before.

    ``events`` tell which person bears which title of which country. ``made`` holds every answer so far, by the index
    of the end's word and whether it is a dropped subject.
    """

    def __init__(self, discourse: Discourse, events: Iterable[Event]) -> None:
        self.made: dict[tuple[int, bool], Coref | None] = {}
        self._discourse = discourse
        agreement = Agreement(discourse)
        self._titles = Titles(discourse)
        self._titles.learn(events)
        salience = Salience(discourse, agreement, self._overt)
        speakers = Speakers(discourse, agreement, self._titles, self._overt)
        self._pronouns = Pronouns(discourse, agreement, salience, speakers)
        self._dropped = DroppedSubjects(discourse, agreement, speakers)
        self._descriptions = Descriptions(discourse, self._pronouns, self._titles, self._overt)

    def resolve(self, end: End) -> Coref | None:
        """Return what an end stands for, or None where it stands for itself or nothing decides."""
        key = (end.word.i, end.dropped)
        if key not in self.made:
            self.made[key] = None  # A chain that comes back to itself stays unresolved.
            self.made[key] = self._resolve(end)
        return self.made[key]

    def _resolve(self, end: End) -> Coref | None:
        found = self._antecedent(end)
        if found is None:
            return None
        antecedent, rule = found
        mentions = self._discourse.mentions
        mention, target = mentions.of(end), mentions.of(antecedent)
        if mention is None or target is None or mention.span == target.span:
            return None
        if target.kind in {"pronoun", "dropped"}:
            further = self.resolve(antecedent)
            if further is None:
                return None
            target = further.antecedent
        if mention.span == target.span:
            return None
        if mention.kind == "pronoun" and not self._discourse.grammar.drops_subjects:
            mention = replace(mention, type=target.type)  # What he does is done by a person.
        return Coref(mention, target, rule)

    def _antecedent(self, end: End) -> Antecedent | None:
        word = end.word
        if end.country:
            return None
        if end.dropped:
            return self._dropped.antecedent(word)
        if word.pos == "PRON":
            return self._pronouns.antecedent(word)
        if word.name is not None or self._discourse.mentions.is_named(end):
            return None
        return self._descriptions.country_of(word) or self._titles.bearer(word) or self._descriptions.repeated(word)

    def _overt(self, end: End) -> Word | None:
        """Return the word that an end really is, through its resolution."""
        if not end.dropped and end.word.pos != "PRON":
            further = None if end.word.name is not None else self.resolve(end)
        else:
            further = self.resolve(end)
            if further is None:
                return None
        return self._discourse.mentions.head_of.get(further.antecedent.span) if further is not None else end.word


def stands_alone(mention: Mention) -> bool:
    """Can the mention be a node by itself, without a resolution?"""
    return mention.kind not in {"pronoun", "dropped"}
