"""The ontology: its shape, what it must know in both languages, its errors, and a user's own file."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from khabar.graph.model import CLASSES, ENTITY_TYPES
from khabar.graph.ontology import PREPOSITIONS, Ontology, OntologyError, fold, stem

PLOVER = CLASSES[:16]
MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": set("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()),
    "ASSAULT": set(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional".split()
    ),
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


ENTRY = """
[[relation]]
id = "inaugurate_line"
class = "COOPERATE"
subject = ["GPE"]
object = ["OTHER"]
label = { ar = "دشن خطا", en = "inaugurates a line" }
[relation.ar]
verbs = ["دشن [خط] إلى"]
[relation.en]
verbs = ["inaugurate [line] to"]
"""


# Shape ---------------------------------------------------------------------------------------------------------------


def test_it_holds_at_least_150_relations_of_every_class(ontology: Ontology) -> None:
    assert len(ontology) >= 150
    assert {r.class_ for r in ontology.relations.values()} == set(CLASSES)


@pytest.mark.parametrize("class_", PLOVER)
def test_every_plover_class_has_several_relations_with_a_cameo_code(ontology: Ontology, class_: str) -> None:
    codes = [r.cameo for r in ontology.relations.values() if r.class_ == class_]
    assert len(codes) >= 5
    assert all(codes), "a relation of an event class without its CAMEO code"


@pytest.mark.parametrize("class_", MODES)
def test_modes_are_plovers_own(ontology: Ontology, class_: str) -> None:
    modes = {r.mode for r in ontology.relations.values() if r.class_ == class_} - {""}
    assert modes <= MODES[class_]
    # A multilateral meeting is told by where it takes place, not by a word for it.
    assert MODES[class_] - modes <= {"multilateral"}


def test_every_relation_has_label_and_triggers_in_both_languages(ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        for language in ("ar", "en"):
            assert relation.label[language], relation.id
            assert any(t.language == language for t in relation.triggers), relation.id


def test_no_two_relations_read_the_same_in_english(ontology: Ontology) -> None:
    labels = [relation.label["en"] for relation in ontology.relations.values()]
    assert len(labels) == len(set(labels))


def test_english_labels_stand_between_subject_and_object(ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        first = relation.label["en"].split()[0]
        assert first == "is" or first.endswith("s"), relation.label["en"]


def test_each_trigger_is_written_in_the_letters_of_its_language(ontology: Ontology) -> None:
    letters = {"ar": re.compile(r"[ء-ي ]+"), "en": re.compile(r"[a-z' -]+")}
    for relation in ontology.relations.values():
        for t in relation.triggers:
            for words in (" ".join(t.head), *t.complement):
                assert letters[t.language].fullmatch(words), (relation.id, str(t))
            assert t.preposition in {"", *PREPOSITIONS[t.language]}


def test_arabic_triggers_are_without_article_and_clitics(ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        for t in relation.triggers:
            if t.language == "ar" and t.kind in {"noun", "role", "thing"}:
                assert not t.head[0].startswith("ال") or t.head[0] in {"التقاء", "التحاق", "التزام", "التفاف", "التحام"}


def test_types_are_those_of_the_model(ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        assert {*relation.subject, *relation.object} <= set(ENTITY_TYPES)


def test_a_symmetric_relation_has_one_set_of_types(ontology: Ontology) -> None:
    for relation in ontology.relations.values():
        if relation.symmetric and relation.id != "near":  # What is near a place is no person, yet no party is near one.
            assert set(relation.subject) == set(relation.object), relation.id


# What a reader of newspapers expects --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "head", "text", "relation"),
    [
        ("verb", "قتل", "قتل", "kill"),
        ("noun", "مقتل", "مقتل", "kill"),
        ("verb", "هاجم", "هاجم", "attack"),
        ("noun", "هجوم", "هجوم على", "attack"),
        ("noun", "مهاجمة", "مهاجمة", "attack"),
        ("noun", "غارة", "غارة على", "air_strike"),
        ("verb", "انسحب", "انسحب من", "withdraw_from"),
        ("noun", "انسحاب", "انسحاب من", "withdraw_from"),
        ("verb", "أدان", "أدان", "condemn"),
        ("verb", "ندد", "ندد ب", "condemn"),
        ("verb", "استنكر", "استنكر", "condemn"),
        ("noun", "إدانة", "إدانة", "condemn"),
        ("verb", "منح", "منح [لجوء|حق لجوء]", "grant_asylum"),
        ("verb", "سيطر", "سيطر على", "seize_control"),
        ("noun", "سيطرة", "سيطرة على", "seize_control"),
        ("role", "رئيس", "رئيس", "president_of"),
        ("role", "رئيس", "رئيس وزراء", "prime_minister_of"),
        ("role", "متحدث", "متحدث باسم", "spokesperson_of"),
        ("role", "نجل", "نجل", "son_of"),
        ("thing", "قاعدة", "قاعدة", "has_base_in"),
        ("thing", "سفارة", "سفارة", "has_embassy_in"),
        ("adjective", "موال", "موال ل", "loyal_to"),
        ("adjective", "مدعوم", "مدعوم من", "support"),
    ],
)
def test_an_arabic_word_leads_to_its_relation(
    ontology: Ontology, kind: str, head: str, text: str, relation: str
) -> None:
    assert (text, relation) in [(str(t), t.relation) for t in ontology.triggers("ar", kind, head)]


@pytest.mark.parametrize(
    ("kind", "head", "text", "relation"),
    [
        ("verb", "kill", "kill", "kill"),
        ("verb", "withdraw", "withdraw from", "withdraw_from"),
        ("verb", "take", "take over", "seize_control"),
        ("noun", "attack", "attack on", "attack"),
        ("role", "spokesman", "spokesman", "spokesperson_of"),
        ("thing", "base", "base", "has_base_in"),
    ],
)
def test_an_english_word_leads_to_its_relation(
    ontology: Ontology, kind: str, head: str, text: str, relation: str
) -> None:
    assert (text, relation) in [(str(t), t.relation) for t in ontology.triggers("en", kind, head)]


@pytest.mark.parametrize(
    ("kind", "written", "head"),
    [
        ("verb", "أَعْلَنَ", "أعلن"),
        ("role", "وزيرة", "وزير"),
        ("noun", "محادثات", "محادثة"),
        ("adjective", "موالية", "موال"),
        ("role", "قاضي", "قاض"),
    ],
)
def test_lookup_sees_through_vowels_and_inflection(ontology: Ontology, kind: str, written: str, head: str) -> None:
    found = [t.relation for t in ontology.triggers("ar", kind, written)]
    assert found == [t.relation for t in ontology.triggers("ar", kind, head)] != []


@pytest.mark.parametrize(
    ("kind", "noun"),
    [
        ("role", "محافظة"),
        ("role", "مشاركة"),
        ("role", "أمة"),
        ("thing", "دورة"),
        ("adjective", "مدينة"),
        ("noun", "أسرة"),
    ],
)
def test_a_noun_is_not_taken_for_the_feminine_of_another(ontology: Ontology, kind: str, noun: str) -> None:
    """محافظة is a governorate, not a woman who governs one; مشاركة is taking part."""
    assert ontology.triggers("ar", kind, noun) == ()


def test_an_unknown_word_has_no_triggers(ontology: Ontology) -> None:
    assert ontology.triggers("ar", "verb", "تثاءب") == ()
    assert ontology.triggers("fr", "verb", "قتل") == ()


def test_the_most_specific_trigger_comes_first(ontology: Ontology) -> None:
    weights = [t.weight for t in ontology.triggers("ar", "verb", "أطلق")]
    assert weights == sorted(weights, reverse=True)
    assert str(ontology.triggers("ar", "role", "وزير")[-1]) == "وزير"


def test_participles_of_passives_exchange_the_ends(ontology: Ontology) -> None:
    """الفصائل المدعومة من تركيا: Turkey supports the factions."""
    trigger = next(t for t in ontology.triggers("ar", "adjective", "مدعوم") if t.preposition == "من")
    assert trigger.swap and trigger.relation == "support"


def test_what_a_lone_genitive_is(ontology: Ontology) -> None:
    """هجوم الجيش: the army attacks. اعتقال الصحفي: the journalist is arrested."""
    assert {t.sole for t in ontology.triggers("ar", "noun", "هجوم")} == {"agent"}
    assert {t.sole for t in ontology.triggers("ar", "noun", "اعتقال")} == {"patient"}


def test_words_of_a_longer_head_or_complement_are_compared_by_stem(ontology: Ontology) -> None:
    point = next(t for t in ontology.triggers("ar", "thing", "نقطة") if t.head[1:] == ("عسكرية",))
    assert point.rest == {stem("عسكري")}
    drone = next(t for t in ontology.triggers("ar", "verb", "أطلق") if "طائرة مسيرة" in t.complement)
    assert frozenset({stem("طائرة"), stem("مسيّرة")}) in drone.complements


@pytest.mark.parametrize(
    ("head", "complement", "standing", "relation"),
    [
        ("أطلق", "سراح", "beside", "release"),
        ("حاول", "اغتيال", "beside", "try_to_assassinate"),
        ("أسقط", "طائرة", "end", "shoot_down"),
        ("شكل", "حكومة", "end", "form_body"),
        ("قدم", "استقالة", "part", "resign_from"),
        ("لقي", "مصرع", "part", "die"),
    ],
)
def test_a_complement_says_where_the_second_end_is(
    ontology: Ontology, head: str, complement: str, standing: str, relation: str
) -> None:
    """أطلق سراح الأسير: the prisoner is released. أسقط طائرة: the aircraft is shot down. قدم استقالته: he resigns."""
    found = [t for t in ontology.triggers("ar", "verb", head) if complement in t.complement and not t.preposition]
    assert [(t.complement_is, t.relation) for t in found] == [(standing, relation)]


def test_types_tell_apart_relations_of_one_word(ontology: Ontology) -> None:
    """رئيس البلاد is president of a country, رئيس اللجنة head of a body."""
    assert ontology["president_of"].fits("PER", "GPE") and not ontology["president_of"].fits("PER", "ORG")
    assert ontology["head_of"].fits("PER", "ORG") and not ontology["head_of"].fits("PER", "GPE")
    assert ontology["president_of"].fits("PER", None) and ontology["president_of"].fits("PER", "OTHER")


def test_a_relation_type_makes_the_relation_of_a_statement(ontology: Ontology) -> None:
    relation = ontology["condemn"].relation("ندد ب")
    assert (relation.key, relation.lemma, relation.label["en"], relation.class_) == (
        "condemn",
        "ندد ب",
        "condemns",
        "ACCUSE",
    )


def test_inverses_name_each_other(ontology: Ontology) -> None:
    assert ontology["member_of"].inverse == "has_member"
    assert ontology["has_member"].inverse == "member_of"


def test_an_ontology_survives_pickling(ontology: Ontology) -> None:
    copy = pickle.loads(pickle.dumps(ontology))
    assert copy.relations == ontology.relations
    assert copy.triggers("ar", "verb", "قتل") == ontology.triggers("ar", "verb", "قتل")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("الأُمَمُ", "الامم"),
        ("إِدانة", "ادانه"),
        ("آوى", "اوي"),
        ("مسؤول", "مسؤول"),
        ("رئيس", "رئيس"),
        ("قـــال", "قال"),
        ("Kill", "kill"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


# A user's file -------------------------------------------------------------------------------------------------------


def test_a_users_file_adds_a_relation(tmp_path: Path) -> None:
    ontology = Ontology.load(write(tmp_path, ENTRY))
    assert ontology["inaugurate_line"].subject == ("GPE",)
    assert any(t.relation == "inaugurate_line" for t in ontology.triggers("ar", "verb", "دشن"))
    assert len(ontology) == len(Ontology.load()) + 1


def test_a_users_entry_replaces_a_built_in_one(tmp_path: Path) -> None:
    entry = ENTRY.replace("inaugurate_line", "recruit")
    ontology = Ontology.load(write(tmp_path, entry))
    assert ontology["recruit"].label["en"] == "inaugurates a line"
    assert all(t.relation != "recruit" for t in ontology.triggers("ar", "verb", "جند"))


def test_a_users_entry_extends_a_built_in_one(tmp_path: Path) -> None:
    entry = """
    [[relation]]
    id = "kill"
    extend = true
    label = { fr = "tue" }
    [relation.ar]
    verbs = ["نحر"]
    """
    ontology = Ontology.load(write(tmp_path, entry))
    assert ontology["kill"].label["ar"] == "قتل" and ontology["kill"].label["fr"] == "tue"
    assert [t.relation for t in ontology.triggers("ar", "verb", "نحر")] == ["kill"]
    assert ontology.triggers("ar", "verb", "قتل") == Ontology.load().triggers("ar", "verb", "قتل")


def test_an_entry_may_name_a_preposition_that_is_else_a_particle(tmp_path: Path) -> None:
    entry = ENTRY.replace(
        '"inaugurate [line] to"', '{ text = "watch", preposition = "over", swap = true }, "read over"'
    )
    triggers = [t for t in Ontology.load(write(tmp_path, entry))["inaugurate_line"].triggers if t.language == "en"]
    assert [(t.head, t.preposition, t.swap) for t in triggers] == [
        (("watch",), "over", True),
        (("read", "over"), "", False),
    ]


def test_a_file_may_name_sets_of_types(tmp_path: Path) -> None:
    entry = '[types]\nparty = ["ORG", "GROUP"]\n' + ENTRY.replace('subject = ["GPE"]', 'subject = ["party", "PER"]')
    assert Ontology.load(write(tmp_path, entry))["inaugurate_line"].subject == ("ORG", "GROUP", "PER")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"COOPERATE"', '"FRIENDLY"', "relation 'inaugurate_line': unknown class 'FRIENDLY'. Use one of AGREE"),
        ('class = "COOPERATE"\n', "", "class is missing"),
        ('["GPE"]', '["STATE"]', "subject: unknown type 'STATE'. Use one of PER"),
        ('["GPE"]', '"GPE"', "types are a list, found 'GPE'"),
        ('id = "inaugurate_line"', 'id = "Öffnet"', "relation number 1 needs an id"),
        (
            'id = "inaugurate_line"',
            'id = "kill"\nextend = true\ninverse = "born_in"',
            "its inverse 'born_in' does not exist",
        ),
        ('id = "inaugurate_line"', 'id = "new"\nextend = true', "extend = true, but there is no such relation yet"),
        ("subject =", "subjects =", "unknown key 'subjects'"),
        (
            'label = { ar = "دشن خطا", en = "inaugurates a line" }',
            'label = { ar = "دشن خطا" }',
            "the label in 'en' is missing",
        ),
        ('label = { ar = "دشن خطا", en = "inaugurates a line" }', 'label = "دشن"', "write the label as"),
        ('[relation.en]\nverbs = ["inaugurate [line] to"]', "", "no trigger in 'en'"),
        ("verbs = [", "verb = [", "found ['verb']. Use lists named verbs"),
        ('verbs = ["دشن [خط] إلى"]', 'verbs = "دشن"', "ar.verbs: a list of triggers is needed"),
        ('"دشن [خط] إلى"', '"دشن [خط"', "is no trigger"),
        ('"دشن [خط] إلى"', '"دشن [خط)"', "is no trigger"),
        ('"دشن [خط] إلى"', '"دشن [خط] سريع"', "'سريع' in 'دشن [خط] سريع' is no known preposition"),
        ('"دشن [خط] إلى"', '"قام ب [خط]"', "leave 'ب' out of 'قام ب [خط]'"),
        ('"دشن [خط] إلى"', '"هاجم"', "trigger 'هاجم' (ar verb) stands in relations"),
        ("subject =", 'wikidata = "17"\nsubject =', "'17' is no wikidata"),
        ("subject =", 'cameo = "attack"\nsubject =', "'attack' is no cameo"),
        ("[[relation]]", "[relation]", "two brackets"),
    ],
)
def test_a_wrong_entry_is_told_with_file_entry_and_remedy(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in ENTRY
    with pytest.raises(OntologyError) as error:
        Ontology.load(write(tmp_path, ENTRY.replace(old, new, 1)))
    assert "mine.toml" in str(error.value)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_an_id_stands_once_in_a_file(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="'inaugurate_line' stands twice"):
        Ontology.load(write(tmp_path, ENTRY + ENTRY))


def test_one_trigger_may_serve_two_relations_whose_ends_differ(tmp_path: Path) -> None:
    """A trigger that arrests persons may mean something else with a thing."""
    entry = ENTRY.replace('"دشن [خط] إلى"', '"جند"').replace('object = ["OTHER"]', 'object = ["LOC"]')
    relations = {t.relation for t in Ontology.load(write(tmp_path, entry)).triggers("ar", "verb", "جند")}
    assert relations == {"recruit", "inaugurate_line"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"id = ", b""])
def test_a_file_that_is_no_toml_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    if not content:
        assert len(Ontology.load(path)) == len(Ontology.load())
        return
    with pytest.raises(OntologyError, match="mine.toml: not TOML"):
        Ontology.load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        Ontology.load(tmp_path / "none.toml")


def test_an_unknown_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="unknown table 'relations'"):
        Ontology.load(write(tmp_path, "[[relations]]\nid = 'x'\n"))
