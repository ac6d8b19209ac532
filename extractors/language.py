"""What an extractor must know of a language: declarations, no rules.

``Grammar`` is filled once per language (``extractors/arabic/grammar.py``); the modules that find statements ask it and
never ask which language they read. All lemmas are folded (``fold``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ..graph.model import EntityType, Modality, Stance, Time
from .syntax import Analysis, Word

if TYPE_CHECKING:
    from .relations import Lexicon

ACTORS: frozenset[EntityType] = frozenset({"PER", "ORG", "GPE", "GROUP"})
"""What can act and speak."""


@dataclass(frozen=True)
class Effect:
    """What a governing word does to the event below it: turns its polarity, sets its modality, attributes it."""

    negates: bool = False
    modality: Modality | None = None
    stance: Stance | None = None
    marks: frozenset[str] = frozenset()
    """The prepositions by which alone it takes its content (كلف بـ); any where empty."""


NO_EFFECT = Effect()


@dataclass(frozen=True, slots=True)
class Dated:
    """A stretch of text that tells a time."""

    start: int
    end: int
    time: Time


def _no_dates(text: str, published: date | None) -> Iterator[Dated]:
    return iter(())


@dataclass(frozen=True)
class Grammar:
    """The declarations of one language."""

    code: str
    # Words of the clause.
    negators: frozenset[str]  # particles on a verb or predicate: لا لم لن; not, never
    negating_nouns: frozenset[str]  # عدم and its like, whose complement is denied; غير; without
    continuing: frozenset[str]  # زال برح: with a negation they say that something goes on
    possible_particles: frozenset[str]  # ربما; may, might
    future_particles: frozenset[str]  # س سوف; will
    general_adverbs: frozenset[str]  # عادة غالبا; usually
    cancelling: frozenset[str]  # فحسب: لا ... فحسب denies nothing
    exceptive: frozenset[str]  # سوى إلا: what follows is taken out of a denial
    conditional_markers: frozenset[str]  # إذا لو; if, unless
    purpose_markers: frozenset[str]  # ل كي; in order to
    effects: Mapping[str, Effect]  # governing lemma -> what it does to its complement
    # Verbs by what they do to their arguments.
    speech: Mapping[str, Stance]  # verbs of saying -> stance
    speech_nouns: Mapping[str, Stance]  # تصريح اتهام; statement, claim
    addressee_prepositions: frozenset[str]  # قال لـ
    causing: frozenset[str]  # أسفر أدى: their subject brought the event below about
    saying: frozenset[str]  # قول: in "عن مسؤول قوله" it is no part of the name
    complementizers: frozenset[str]  # أن إن; that
    presupposing: frozenset[str]  # أدان ندد: their object is no claim of the speaker
    relaying: frozenset[str]  # نقل: the medium passes on what its source said
    source_prepositions: frozenset[str]  # عن
    accusations: frozenset[str]  # verbs whose object is the agent of the complement: اتهم س ب
    object_control: frozenset[str]  # the object does what the complement says: دعا س إلى، طالب، أمر
    control_prepositions: frozenset[str]  # what marks that participant where it is no object: طلب من س، سمح لـ س
    support: frozenset[str]  # light verbs: the event is their noun
    support_passive: frozenset[str]  # تم: the noun happened, its agent untold
    copulas: frozenset[str]
    raising: frozenset[str]  # begin, continue, be able: the event below is the event
    impersonal: frozenset[str]  # يمكن يجب: their clause is the event
    according_to: frozenset[str]  # بحسب وفقا نقلا عن; according to
    # Nouns and pronouns.
    quantifiers: frozenset[str]  # عدد بعض مئات: the noun below is the thing
    companion_prepositions: frozenset[str]  # مع: marks a companion only where it can be one
    leading: frozenset[str]  # قيادة رئاسة: with ب said of the body named right before
    accompanying: frozenset[str]  # ب: التحالف بقيادة س
    possession_prepositions: frozenset[str]  # لدى ل
    owning_prepositions: frozenset[str]  # لدى: alone enough to say "has"
    having: frozenset[str]  # ملك امتلك; have, own
    plans: Mapping[str, str]  # خطة نية قدرة -> "a plan": what one may have to do something
    receiving_prepositions: frozenset[str]  # ل إلى: mark who is given something
    organs: Mapping[str, str]  # جيش وزارة -> "the army": bodies of a state
    existence: frozenset[str]  # هناك ثمة وجد
    agent_prepositions: frozenset[str]  # من قبل على يد; by
    harming_prepositions: frozenset[str]  # قُتل في هجوم: the event harmed him
    place_prepositions: frozenset[str]
    time_nouns: frozenset[str]
    transparent: frozenset[str]  # استمرار وجود: what they are of is the thing meant
    adverbial_nouns: frozenset[str]  # إطار سياق جانب: after a preposition they make an adverb
    name_nouns: frozenset[str]  # اسم: in باسم no name of anything
    generic_ends: frozenset[str]  # nouns too empty to be a node: أمر شيء ذلك
    role_nouns: frozenset[str]  # titles of persons, beside the ontology's
    place_nouns: frozenset[str]  # مدينة بلدة منطقة
    introducers: frozenset[str]  # nouns whose genitive is their own name: مدينة حلب، حركة حماس
    organisation_nouns: frozenset[str]
    group_nouns: frozenset[str]
    event_nouns: frozenset[str]
    person_nouns: frozenset[str]
    country_nouns: frozenset[str]  # بلاد بلد دولة: "his country"
    first_persons: frozenset[str]
    # Prepositions by what they mark.
    dative_prepositions: frozenset[str]  # ل: a recipient, and what a verbal noun is directed at
    locative: frozenset[str]  # في ب; in, at: the place of an event
    inside: str  # the plain one of them: في; in
    partitives: frozenset[str]  # عدد من: the part behind belongs to the phrase
    between: frozenset[str]  # بين: two sides of one event
    mutual: str  # مع; with: names an open relation of two sides
    governed_prepositions: frozenset[str]  # those by which words of effect mark their complement
    # Particles with senses of their own.
    subordinators: frozenset[str]  # أن: a clause behind it may belong to a word of effect before it
    negative_verbs: frozenset[str]  # ليس: verbs that deny by themselves
    extents: frozenset[str]  # حتى: marks no purpose before a verb
    # Words that name open relations.
    has: str  # لدى; have
    plan_to: str  # a plan and its verb: "{} ل{}", "{} to {}"
    relatives: frozenset[str]  # relative pronouns that the morphology may miss: الذي; who, which
    # Trees of other pipelines.
    scheme: frozenset[str] = frozenset()  # labels that tell a scheme of dependencies that can be converted
    convert: Callable[[Analysis], None] | None = None  # from that scheme to Universal Dependencies
    # How the language builds its phrases.
    drops_subjects: bool = True  # may a verb stand without its subject (قال)?
    genitive_prepositions: frozenset[str] = frozenset({""})  # what marks a noun's genitive: nothing; of
    prenominal: bool = False  # do owners and modifying nouns stand before the noun (Russia's bases, troop withdrawal)?
    on_purpose: Callable[[Word], bool] = field(default=lambda noun: False)  # is a verbal noun said of why one acts?
    obliging_prepositions: frozenset[str] = frozenset()  # يجب على: they mark who must do it
    asides: frozenset[tuple[str, str]] = frozenset()  # في إشارة (إلى): what follows only the article says
    past_negators: frozenset[str] = frozenset()  # لم: what did not happen but after an hour did happen
    until: frozenset[str] = frozenset()  # إلا بعد، إلا إذا: words of what must come first
    fighters: frozenset[str] = frozenset()  # جندي فرقة دبابة: where they go they advance or retreat
    lasting: Mapping[str, str] = field(default_factory=dict)  # يسيطر: which relation is the state of a verb
    protesters: frozenset[str] = frozenset()  # متظاهر مسيرة: what they condemn they protest against
    marches: frozenset[str] = frozenset()  # مسيرة اعتصام: what they demand, who goes out in them demands
    slogans: frozenset[str] = frozenset()  # هتاف لافتة: what they say, who chants or carries them says
    including: tuple[tuple[str, ...], ...] = ()  # من بين *: words that name members, longest first; * is a pronoun
    circumstances: frozenset[str] = frozenset()  # ردا نظرا وفقا, as they are written: nouns that only begin a phrase
    halted: frozenset[tuple[str, str, str]] = frozenset()  # وقف إطلاق النار: fixed phrases whose middle is no event
    naming: frozenset[str] = frozenset()  # اعتبر وصف: their second object says what the first is
    wording: frozenset[str] = frozenset()  # تعبير قول: of the one whose pronoun they have
    stopping: frozenset[str] = frozenset()  # كف توقف; stop: what is to be stopped goes on until then
    adverb: Callable[[Word], bool] = field(default=lambda case: False)  # begins a fixed phrase here (على الفور)?
    compounds: Mapping[str, str] = field(default_factory=dict)  # ب اتجاه -> باتجاه: what triggers ask for
    refusing: frozenset[str] = frozenset()  # رفض: to refuse to do, or to reject what others do
    reattach: bool = False  # may a phrase beside a verb be the verb's where the parser gave it to a noun?
    adjuncts: frozenset[str] | None = None  # prepositions of mere circumstance, where trees do not mark arguments
    unending: frozenset[str] = frozenset()  # prepositions whose noun is never the only second end (after, during)
    enabling: frozenset[str] = frozenset()  # let, order X done: the object does or is what the complement says
    naming_prepositions: frozenset[str] = frozenset()  # the town OF Pandeglang
    sources: frozenset[str] = frozenset()  # according to, including: what they mark is no part of the event
    lending: frozenset[str] | None = None  # verbs whose subject does what their object names; None: all of effect
    calls_is: str = ""  # be: names what an apposition or predicate says something is; without it none is read
    acting_as: str = ""  # served AS mayor
    one: str = ""  # ONE of his aides
    portfolio_prepositions: frozenset[str] = frozenset()  # special envoy FOR Ukraine, expert ON Iran
    parties: frozenset[str] = frozenset()  # party: bodies that whoever is "of" them belongs to
    joined: Mapping[str, str] = field(default_factory=dict)  # participle behind a hyphen -> relation (Turkish-backed)
    buildings: frozenset[str] = frozenset()  # hospital: in the city named before it
    sites: frozenset[str] = frozenset()  # buildings, and bodies with a seat (court, university)
    conditional_nouns: frozenset[str] = frozenset()  # في حال: in case of
    passing_on: frozenset[str] = frozenset()  # سمح عمد لجأ: what they allow or turn to has their denial and tense
    places_of_clauses: frozenset[str] = frozenset()  # حيث: the clause goes on in the tense before it
    provisos: frozenset[str] = frozenset()  # على أن: under the terms that
    spans: frozenset[str] = frozenset()  # years, days: counted they tell for how long
    undergoing: frozenset[str] = frozenset()  # death, collapse: whose genitive it happens to, and is caused to
    alleged: frozenset[str] = frozenset()  # alleged, suspected: adjectives of what may not be so
    pending: frozenset[str] = frozenset()  # مزمع مرتقب: adjectives of what is still to come
    likely: frozenset[str] = frozenset()  # محتمل: adjectives of what may be
    coming: frozenset[str] = frozenset()  # مقبل قادم: adjectives of a time to come
    telling: frozenset[str] = frozenset()  # زاد سجل: verbs of saying only before أن or a colon
    appearing: frozenset[str] = frozenset()  # جاء ورد: what stands in a statement (جاء في بيان)
    documents: frozenset[str] = frozenset()  # بيان تقرير: what words stand in
    norms: frozenset[str] = frozenset()  # قانون طلب: what one goes by, and no source
    consequent: frozenset[str] = frozenset()  # ف: what stands behind it is not what is said
    counterfactual: frozenset[str] = frozenset()  # لو لولا: neither their clause nor what would follow is so
    likelihoods: frozenset[str] = frozenset()  # مرجح: denied, what they are about is still no more than unlikely
    awaiting: frozenset[str] = frozenset()  # انتظر ارتقب: with a clause of what is to come
    asking: frozenset[str] = frozenset()  # هل: makes a question of its clause
    question_words: frozenset[str] = frozenset()  # لماذا كيف: ask about what is taken for granted
    by_dative: frozenset[str] = frozenset()  # تعرض لجأ: verbs that have their own complement with ل, no purpose
    blaming: frozenset[str] = frozenset()  # انتقد اعتقل شكر: a verbal noun after ل is why
    undertakings: frozenset[str] = frozenset()  # عملية حملة لجنة: nouns of what has a purpose
    attitudes: frozenset[str] = frozenset()  # رفض ذكرى: nouns whose ل marks what they are of
    befalling: frozenset[str] = frozenset()  # مقتل سقوط: what happens to one is nobody's purpose
    avowing: frozenset[str] = frozenset()  # مطالبة احتجاج: who gathers for it does it
    resulting: frozenset[str] = frozenset()  # بلغ أصبح: after ل what came of it (ليبلغ)
    returning: frozenset[str] = frozenset()  # عاد: after it ل and a verb tell what happens again (عادت لتطفو)
    purposes: frozenset[str] = frozenset()  # من أجل: prepositions of purpose
    deputies: frozenset[str] = frozenset()  # words before a title that make it another office
    articles: frozenset[str] = frozenset()  # words that begin a phrase and are no part of a name for it
    third_person: Callable[[str], str] | None = None  # the label of a verb by its lemma; None: the lemma is the label
    passive: Callable[[str], str] | None = None
    nameable: Callable[[Word], bool] = field(default=lambda word: True)  # may a word begin a name of the gazetteer?
    fits: Callable[[Word, Word, EntityType | None], bool] | None = None  # may a pronoun stand for a noun of a type?
    mark: Callable[[Word, Word], Modality | None] = field(
        default=lambda word, particle: None
    )  # what a particle says of a word where the word's form decides
    denied: Callable[[Word], bool] = field(default=lambda word: False)  # is a word denied by its place (ما زار)?
    definite: Callable[[Word], bool] = field(default=lambda word: False)  # does the form of a noun hold its article?
    literal: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  # verbs that have the ontology's sense only with an object of these types: name, choose a person
    whole: Callable[[Analysis, list[Word]], list[Word]] = field(
        default=lambda analysis, words: words
    )  # the words of a phrase with what hyphens and slashes join to them
    labels: Callable[[Analysis], Iterable[tuple[Word, Word, int, int]]] = field(
        default=lambda analysis: ()
    )  # who speaks by labels in an interview: speaker, end of the label, first and last word (half open)
    serves: Callable[[Word], bool] = field(
        default=lambda noun: False
    )  # is a noun a means or aim, so that an infinitive under it is done by another (used force to clear it)?
    written: Callable[[Analysis, Word, Word], str] = field(
        default=lambda analysis, first, last: analysis.text[first.start : last.end]
    )  # the words from first to last as they are written alone
    feminine: Callable[[str], bool | None] = field(default=lambda _: False)  # is a noun's form feminine? None: untold
    resumed: Callable[[Word, Callable[[Mapping[str, str], Word], bool]], tuple[Word | None] | None] = field(
        default=lambda pronoun, fits: None
    )  # (what a pronoun of a relative clause resumes,); None where it is none
    qualified: Callable[[Word, Callable[[Mapping[str, str], Word], bool]], Word | None] = field(
        default=lambda verb, fits: None
    )  # the noun that the clause of a verb without its subject qualifies
    topic: Callable[[Word], Word | None] = field(default=lambda verb: None)  # the noun that opens a verb's clause
    hearsay: frozenset[str] = frozenset()  # مزاعم تقديرات: what "says" something and is nobody
    outlets: frozenset[str] = frozenset()  # صحيفة مصدر تقرير: they tell of others, not of themselves
    masculine_names: frozenset[str] = frozenset()  # names of countries and bodies that are masculine against the rule
    collectives: frozenset[str] = frozenset()  # groups that take the pronoun of one: قوات شعب
    free_relatives: frozenset[str] = frozenset()  # من ما, as they are written: relatives that need no noun
    female_names: frozenset[str] = frozenset()  # given names of women
    deverbal: Callable[[str], str] = field(default=lambda _: "")  # the verb of a verbal noun, or ""
    takes_object: Callable[[str], bool] = field(
        default=lambda noun: False
    )  # is a verbal noun's one genitive acted on (رفع العقوبات)?
    may_be_doer: Callable[[str], bool] = field(default=lambda noun: False)  # رفض الحكومة: or may an actor there act?
    undecided: frozenset[str] = frozenset()  # ضرورة أمل اتفاق: who does what they are about is open
    expecting: frozenset[str] = frozenset()  # توقع من: what is expected of somebody he does
    ordering: frozenset[str] = frozenset()  # أمر كلف: with no addressee, who is to do it is not told
    manners: frozenset[str] = frozenset()  # كثافة تنسيق: with ب they say how, and are no end
    many_sensed: frozenset[str] = frozenset()  # دفع حل: verbs whose gloss holds for some objects only
    own_gloss: Mapping[str, str] = field(default_factory=dict)  # وقف: إيقاف, whose gloss is meant, not the verb's
    giving: frozenset[str] = frozenset()  # سلم منح: their ل marks who is given something
    choosing: frozenset[str] = frozenset()  # اختار أوفد: who is chosen or sent does what it is for (لتتولى)
    appointing: frozenset[str] = frozenset()  # تعيين انتخاب: what stands behind the genitive is what he became
    mediating: frozenset[str] = frozenset()  # وساطة: between two sides by a third
    entering: frozenset[str] = frozenset()  # دخول: with a preposition its genitive acts
    contents: frozenset[str] = frozenset()  # اتفاق قرار: their genitive says what they are about, where it is no actor
    plural_things: frozenset[str] = frozenset()  # تطورات: in the plural no event
    idiomatic: frozenset[str] = frozenset()  # رفع إلقاء: with some objects they mean something else
    bodies: frozenset[str] = frozenset()  # معارضة مقاومة: with the article they are those who do it
    participle: Callable[[Word], bool] = field(default=lambda word: False)  # has a word the form of one?
    adhering: frozenset[str] = frozenset()  # تابع موال: participles that say nothing without their complement
    governing: frozenset[str] = frozenset()  # على مع: behind a bare noun of doing always its own
    apart: frozenset[str] = frozenset()  # بعد دون: what they mark is no end of an event told by a noun
    dates: Callable[[str, date | None], Iterator[Dated]] = field(default=_no_dates)  # the times a text tells
    repair: Callable[[Analysis, Callable[[str], bool]], None] = field(
        default=lambda analysis, is_verb: None
    )  # mends analyses by rules of the language
    after_names: Callable[[Analysis, Callable[[Word], bool]], None] = field(default=lambda analysis, introduces: None)
    order: Callable[[Analysis, Lexicon], None] = field(
        default=lambda analysis, lexicon: None
    )  # tells subjects from objects by what the lexicon knows of their verbs
    takes_no_object: Callable[[str], bool] = field(default=lambda lemma: False)  # is a verb's lemma intransitive?
    harmless: frozenset[str] = frozenset()  # اجتماع: an event in or from which nobody is harmed by it
    resuming: frozenset[str] = frozenset()  # prepositions whose pronoun stands for the noun of a relative clause
    singulars: Callable[[str], Iterable[str]] = field(
        default=lambda lemma: ()
    )  # what a folded plural may be the plural of
    bare: Callable[[str], str] = field(default=lambda word: word)  # a noun without its article
    districts: frozenset[str] = frozenset()  # مقاطعة: a place only before a name
    settled: frozenset[str] = frozenset()  # جماعة حزب: bodies that are at home somewhere
    goals: frozenset[str] = frozenset()  # prepositions of where or to whom something is taken (إلى)
    directions: Mapping[str, str] = field(default_factory=dict)  # شمال -> "north": sides of a place, named before it
    tenures: frozenset[str] = frozenset()  # سابق منتخب: adjectives that say when somebody holds an office
    counterparts: frozenset[str] = frozenset()  # نظير: holds the office that the one it is of holds

    def type_of(self, lemma: str) -> EntityType:
        """Return the type that a common noun gives to what it names; a plural the lemmatiser left is tried as its
        singular."""
        found = self._type_of(lemma)
        if found == "OTHER":
            found = next((t for t in map(self._type_of, self.singulars(lemma)) if t != "OTHER"), "OTHER")
        return found

    def _type_of(self, lemma: str) -> EntityType:
        for words, type_ in (
            (self.person_nouns | self.role_nouns, "PER"),
            (self.organisation_nouns, "ORG"),
            (self.group_nouns, "GROUP"),
            (self.place_nouns, "LOC"),
            (self.event_nouns, "EVENT"),
        ):
            if lemma in words:
                return type_  # type: ignore[return-value]
        return "OTHER"
