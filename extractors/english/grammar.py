"""What the extractors must know of English: particles, verbs by what they do to their arguments, nouns by what they
name."""

from __future__ import annotations

from collections.abc import Callable

from ...graph.lemmas import fold
from ...graph.model import Stance
from ..language import Effect, Grammar
from ..syntax import Analysis, Word
from . import clearnlp, pronouns
from .dates import dates
from .inflection import passive_of, third_person
from .labels import labels
from .nominalisations import verb_of
from .particles import denied, mark, serves
from .repairs import names, repair
from .written import whole


def _set(words: str) -> frozenset[str]:
    """Return words parted by spaces; _ stands for a space within one."""
    return frozenset(word.replace("_", " ") for word in words.split())


def _effects(table: dict[str, Effect]) -> dict[str, Effect]:
    return {word: effect for words, effect in table.items() for word in _set(words)}


def _stances(table: dict[Stance, str]) -> dict[str, Stance]:
    return {word: stance for stance, words in table.items() for word in _set(words)}


SPEECH = _stances(
    {
        "says": "say tell add announce state declare report note explain reveal confirm stress emphasise emphasize "
        "reiterate affirm assert insist argue comment remark claim_that write tweet disclose mention acknowledge admit "
        "concede indicate point_out quote cite recall conclude reply answer respond testify inform notify brief "
        "describe assure boast joke broadcast publish observe continue express go_on",
        "denies": "deny reject refute dispute dismiss rebut disavow",
        "accuses": "accuse blame criticise criticize condemn denounce slam allege charge decry deplore censure",
        "warns": "warn threaten caution",
        "promises": "promise vow pledge swear guarantee undertake",
        "demands": "demand urge call_for call ask request propose recommend suggest appeal advise advocate",
        "asks": "wonder inquire question",
        "believes": "believe think claim expect predict consider suspect estimate hope fear assume feel doubt maintain "
        "contend suppose guess speculate forecast",
    }
)
SPEECH_NOUNS = _stances(
    {
        "says": "statement announcement report declaration remark comment speech interview claim confirmation news",
        "denies": "denial",
        "accuses": "accusation allegation charge",
        "warns": "warning threat",
        "promises": "promise pledge vow",
        "demands": "call demand appeal request",
        "believes": "belief view opinion fear hope suspicion",
    }
)
EFFECTS = _effects(
    {
        "deny denial": Effect(negates=True, stance="denies"),
        "refuse fail decline avoid refrain stop cease halt abandon forgo forget neglect refusal failure inability "
        "unable unwilling reluctant absence lack cancel scrap": Effect(negates=True),
        "prevent block ban bar prohibit forbid thwart foil avert prevention ban stop_short "
        "disqualify exclude exempt": Effect(negates=True),
        "rule_out impossible unlikely": Effect(negates=True, modality="possible", stance="believes"),
        "possible likely able capable possibility likelihood ability chance risk danger probability potential "
        "probable expect expected anticipate fear suspect speculate project believe_to consider_to allow permit "
        "seem appear threaten_to prospect suspicion allegation accusation speculation right power mandate "
        "opportunity capacity "
        "entitle": Effect(modality="possible"),
        "plan intend aim want seek hope prepare vow pledge promise threaten try attempt wish plot agree set ready "
        "willing determined plan intention intent aim goal pledge promise vow threat attempt bid effort preparation "
        "readiness willingness schedule due poise due_to propose consider mull weigh "
        "vote work sue wait lobby": Effect(modality="planned"),
        "demand urge call call_for call_on request ask appeal recommend suggest advise press push push_for press_for "
        "advocate appeal_for ask_for encourage demand_for recommendation": Effect(
            modality="demanded", stance="demands"
        ),
        "need must require necessary necessity obligation": Effect(modality="demanded"),
    }
)
_PEOPLE = frozenset({"PER", "GROUP"})
_ACTORS = _PEOPLE | {"ORG", "GPE"}
LITERAL = (
    dict.fromkeys(_set("name promote choose select designate install nominate"), _PEOPLE)
    | dict.fromkeys(_set("cite quote"), _PEOPLE | {"ORG"})
    | dict.fromkeys(_set("secure host observe watch"), _ACTORS | {"LOC", "EVENT"})
)
_ROLES = (
    "president minister premier chancellor king queen prince princess emir sultan shah monarch emperor leader chief "
    "head chairman chairwoman chair director spokesman spokeswoman spokesperson ambassador envoy representative "
    "commander general colonel major captain lieutenant admiral marshal officer secretary secretary-general governor "
    "mayor senator congressman congresswoman lawmaker legislator mp deputy speaker judge prosecutor justice lawyer "
    "attorney adviser advisor aide official diplomat candidate nominee founder co-founder editor journalist "
    "correspondent reporter analyst expert professor researcher author writer activist politician businessman "
    "entrepreneur bishop archbishop pope patriarch imam mufti sheikh cleric priest rabbi undersecretary "
    "vice-president commissioner delegate coordinator superintendent sergeant inspector sheriff ceo manager "
    "coach player striker actor singer director-general chief-of-staff owner consul counsel minister-designate "
    "incumbent successor predecessor ruler dictator strongman warlord militant doctor physician"
)

_BUILDINGS = _set(
    "hospital clinic prison jail airport airfield stadium hotel museum refinery palace courthouse mall school "
    "nightclub theater theatre"
)
_SEATS = _set(
    "mosque church cathedral synagogue temple court tribunal university college institute academy camp base port "
    "harbor harbour station plant factory parliament hall square cemetery shrine monastery center centre laboratory "
    "lab zoo park bridge tower market embassy consulate headquarters library"
)

GRAMMAR = Grammar(
    buildings=_BUILDINGS,
    sites=_BUILDINGS | _SEATS,
    stopping=frozenset({"stop", "cease", "halt", "quit"}),
    receiving_prepositions=frozenset({"to"}),
    organs={
        "army": "army",
        "military": "military",
        "ministry": "a ministry",
        "parliament": "parliament",
        "police": "police",
        "embassy": "embassy",
        "consulate": "a consulate",
        "navy": "navy",
        "congress": "congress",
        "senate": "senate",
    },
    code="en",
    negators=_set("not never neither nor no_longer"),
    negating_nouns=_set("without"),
    continuing=frozenset(),
    undergoing=_set(
        "death collapse fall rise resignation departure arrival disappearance exodus flight retreat birth decline loss"
    ),
    pending=_set("planned scheduled upcoming proposed intended prospective forthcoming"),
    including=(("including",),),
    alleged=_set("alleged suspected purported supposed possible potential"),
    possible_particles=_set("may might could can perhaps possibly maybe potentially probably reportedly_possible"),
    future_particles=_set("will would"),
    general_adverbs=_set("usually generally typically normally always often regularly"),
    cancelling=frozenset(),
    exceptive=frozenset(),
    conditional_markers=_set("if unless whether"),
    purpose_markers=_set("to"),
    effects=EFFECTS,
    speech=SPEECH,
    speech_nouns=SPEECH_NOUNS,
    addressee_prepositions=_set("to with"),
    causing=_set("cause lead trigger result spark provoke prompt"),
    saying=_set("saying say"),
    complementizers=_set("that"),
    presupposing=_set(
        "condemn denounce criticise criticize slam welcome praise discuss question decry deplore ask "
        "describe comment express celebrate dismiss mention"
    ),
    relaying=_set("quote cite"),
    source_prepositions=frozenset({"", "from"}),
    accusations=_set("accuse blame suspect charge convict"),
    object_control=_set(
        "ask urge order tell call_on call appeal press push force compel allow permit enable encourage persuade "
        "convince "
        "advise warn invite accuse blame charge suspect prevent stop block ban bar prohibit help require instruct "
        "authorise authorize direct cause lead request pressure beg command task appoint designate expect want "
        "convict quote cite find deter discourage dissuade keep disqualify exclude exempt criticise criticize condemn "
        "sentence jail arrest fine detain expel dismiss sack punish prosecute sue execute imprison suspend "
        "denounce fault praise thank applaud commend rebuke want tell castigate lambast lambaste chide scold "
        "berate reprimand ridicule mock hail salute laud congratulate honour honor indict fire forgive pardon"
    ),
    control_prepositions=_set("on upon to for"),
    support=_set(
        "carry_out conduct launch hold make stage mount perform undertake wage pay take issue give "
        "commit deliver sign reach"
    ),
    support_passive=_set("take_place occur happen"),
    copulas=_set("be"),
    raising=_set(
        "begin start continue go come keep manage get tend resume end_up use have need help decide prove "
        "remain seem appear happen turn_out"
    ),
    impersonal=frozenset(),
    according_to=_set("according"),
    quantifiers=_set(
        "number some many several dozen dozens hundred hundreds thousand thousands million millions all most half part "
        "majority group lot couple pair score scores rest handful series variety range one"
    ),
    companion_prepositions=_set("with"),
    leading=frozenset(),
    accompanying=frozenset(),
    possession_prepositions=frozenset(),
    owning_prepositions=frozenset(),
    having=_set("have possess"),
    plans={
        "plan": "a plan",
        "intention": "an intention",
        "ability": "the ability",
        "wish": "a wish",
        "right": "the right",
        "power": "the power",
        "opportunity": "an opportunity",
        "authority": "the authority",
        "mandate": "a mandate",
        "interest": "an interest",
        "means": "the means",
        "desire": "a wish",
        "capacity": "the ability",
    },
    existence=frozenset(),
    agent_prepositions=_set("by at_the_hands_of"),
    harming_prepositions=_set("in during by after"),
    place_prepositions=_set("in at near inside outside within across around throughout on"),
    time_nouns=_set(
        "day today yesterday tomorrow tonight year month week hour minute second morning evening night afternoon noon "
        "midnight dawn weekend monday tuesday wednesday thursday friday saturday sunday january february march april "
        "may june july august september october november december decade century time period moment end beginning "
        "season date anniversary eve spring summer autumn winter past present "
        "future twenties thirties forties fifties sixties seventies eighties nineties"
    ),
    transparent=frozenset(),
    adverbial_nouns=_set(
        "addition fact case order way regard respect context light response result part particular general course "
        "term favor favour place front behalf basis effect view total least example instance step contrast advance "
        "turn line detail short spite lieu speed close halt standstill fruition touch excess row reason manner"
    ),
    name_nouns=_set("name"),
    generic_ends=_set(
        "thing something anything nothing everything that this these those what it there which who whom whose such "
        "one another each both way fact kind sort type matter lot bit how why when where place sense hell"
    ),
    role_nouns=_set(_ROLES),
    place_nouns=_set(
        "city town village province region district state area capital street square airport port crossing base camp "
        "island sea river mountain valley suburb neighborhood neighbourhood country border coast strait gulf desert "
        "county territory enclave zone site location headquarters hospital prison school university stadium hotel "
        "church mosque cathedral market bridge road highway station building north south east west northeast "
        "northwest southeast southwest front"
    ),
    introducers=_set(
        "city town village province state island republic kingdom region district governorate county "
        "port suburb municipality valley strait gulf"
    ),
    organisation_nouns=_set(
        "government ministry party organization organisation council parliament company agency newspaper channel "
        "website commission committee foundation bank court army union movement alliance administration authority "
        "regime coalition association network center centre militia brigade battalion command embassy police office "
        "senate congress institute bloc delegation opposition military cabinet firm corporation group department "
        "navy air_force secretariat outlet media broadcaster station team club legislature assembly"
    ),
    fighters=_set("army force troop soldier fighter militant rebel militia brigade battalion tank warship marine"),
    group_nouns=_set(
        "force troop soldier fighter militant rebel civilian citizen person people individual member protester "
        "demonstrator refugee migrant prisoner detainee child woman man family tribe student worker victim hostage "
        "resident voter supporter opponent faction gunman attacker suspect terrorist insurgent mercenary minority "
        "community crowd source authority observer relative friend visitor population staff crew passenger settler "
        "national believer muslim christian jew kurd arab sunni shia alawite druze critic ally power western "
        "counter-protester reporter lawmaker official police responder medic mourner villager local casualty"
    ),
    event_nouns=_set(
        "war battle attack raid strike bombing meeting summit conference agreement deal accord treaty truce ceasefire "
        "election referendum coup revolution demonstration protest rally operation campaign crisis conflict dispute "
        "negotiation talk earthquake explosion blast massacre clash confrontation incident siege visit trip plan "
        "initiative uprising offensive invasion unrest violence pandemic hearing trial inauguration ceremony vote "
        "march strike shooting riot fight"
    ),
    person_nouns=_set(
        "man woman boy girl child son daughter father mother wife husband brother sister uncle aunt "
        "cousin friend witness source person suspect gunman soldier widow nephew niece teenager "
        "driver pilot passenger student teacher attacker"
    ),
    country_nouns=_set("country nation homeland state"),
    first_persons=_set("i me my we us our"),
    dative_prepositions=_set("to"),
    locative=_set("in at inside within across throughout"),
    inside="in",
    partitives=_set("of"),
    between=_set("between"),
    mutual="with",
    governed_prepositions=_set("of to for on from in about against"),
    subordinators=frozenset(),
    negative_verbs=frozenset(),
    extents=frozenset(),
    has="have",
    plan_to="have {} to {}",
    relatives=frozenset(),
    drops_subjects=False,
    genitive_prepositions=_set("of"),
    prenominal=True,
    adjuncts=_set(
        "after before during since until by amid despite following within throughout because_of due_to without as "
        "according_to instead_of per via along than like including prior_to over of ahead_of for"
    ),
    unending=_set(
        "after before during since until amid despite following follow within throughout prior ahead along "
        "while because due instead via"
    ),
    enabling=_set("allow permit enable help let make keep find leave get prompt cause lead have"),
    naming_prepositions=_set("of"),
    sources=_set("accord_to according_to per including"),
    lending=frozenset(word for word, effect in EFFECTS.items() if effect.modality == "planned")
    | _set("refuse fail decline avoid stop cease halt abandon begin start continue resume"),
    calls_is="be",
    scheme=clearnlp.LABELS,
    convert=clearnlp.to_universal,
    acting_as="as",
    one="one",
    portfolio_prepositions=_set("for on"),
    parties=_set("party movement alliance union coalition front bloc faction league"),
    joined={
        "based": "stationed_in",
        "led": "leads",
        "backed": "support",
        "supported": "support",
        "controlled": "controls",
        "held": "controls",
        "run": "controls",
        "administered": "controls",
        "owned": "owns",
        "trained": "train",
        "funded": "fund",
        "financed": "fund",
        "brokered": "mediate_between",
        "mediated": "mediate_between",
    },
    tenures=_set("former incumbent current then ex sitting late outgoing new longtime acting interim president-elect"),
    deputies=_set("deputy vice assistant"),
    articles=_set("the a an"),
    mark=mark,
    denied=denied,
    serves=serves,
    literal=LITERAL,
    whole=whole,
    labels=labels,
    asking=_set("whether"),
    question_words=_set("who whom whose what which when where why how"),
    adverb=lambda case: case.head is not None and case.head.lemma in {"phone", "telephone"},
    dates=dates,
    deverbal=verb_of,
    third_person=third_person,
    passive=passive_of,
    nameable=lambda word: word.text[:1].isupper() and word.pos in {"PROPN", "NOUN", "ADJ", "X"},
    fits=pronouns.fits,
    definite=pronouns.definite,
    after_names=names,
    repair=lambda analysis, is_verb: _repair(analysis, is_verb),
)


def _repair(analysis: Analysis, is_verb: Callable[[str], bool]) -> None:
    repair(analysis, is_verb, GRAMMAR.object_control, _is_person)


def _is_person(word: Word) -> bool:
    return GRAMMAR.type_of(fold(word.lemma)) in {"PER", "GROUP", "ORG"}
