"""The English pipeline: words split as the treebanks split them, clauses have their parts."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The installed pipeline."""
    return spacy.load("en_khabar_news")


@pytest.mark.parametrize(("text", "parts"), [
    ("don't", "do n't"), ("don’t", "do n’t"), ("CAN'T", "CA N'T"), ("cannot", "can not"), ("Syria's", "Syria 's"),
    ("Syria’s", "Syria ’s"), ("workers'", "workers '"), ("they're", "they 're"), ("O'Brien", "O'Brien"),
    ("Ba'ath", "Ba'ath"), ("shouldn't've", "should n't 've"), ("'Yes,'", "' Yes , '"),
    ("Russian-backed", "Russian - backed"), ("al-Assad", "al - Assad"), ("pro-Assad", "pro-Assad"),
    ("non-state", "non-state"), ("U.S.", "U.S."), ("U.N.-backed", "U.N. - backed"), ("Mr.", "Mr."),
    ("Mr.Smith", "Mr. Smith"),
    ("end.", "end ."), ("...", "..."), ("well...", "well ..."), ("1,000.", "1,000 ."), ("$5bn", "$ 5 bn"),
    ("12:30", "12:30"), ("1990s", "1990s"), ("5th", "5th"), ("AT&T", "AT&T"), ("(CNN)--", "( CNN ) --"),
    ("and/or", "and / or"), ("#Syria", "#Syria"), ("a@b.example", "a@b.example"),
    ("https://a.example/b?c=d.", "https://a.example/b?c=d ."), ("“We", "“ We"), ("it.”", "it . ”"),
])
def test_words(nlp: Language, text: str, parts: str) -> None:
    """Contractions, possessives and hyphens are tokens, prefixes, abbreviations and numbers stay whole."""
    assert [token.text for token in nlp.tokenizer(text)] == parts.split(" ")


@pytest.mark.parametrize(("text", "count"), [
    ("Will the truce hold? Analysts differ. The people hope.", 3),
    ("Mr. Biden met Gen. Sisi on Jan. 5. They talked.", 2),
    ("The U.S. President spoke.", 1),
    ("He left the U.S. The talks went on.", 2),
    ("\"Really?\" he asked.", 1),
    ("He said: \"We will go.\" They went.", 2),
    ("A headline without a stop\nThe minister spoke.", 2),
    ("It fell 3.5 percent, to No. 10 in the list.", 1),
    ("J. K. Rowling wrote it.", 1),
])
def test_sentences(nlp: Language, text: str, count: int) -> None:
    """Sentences end at line ends and final punctuation, not after titles, in numbers or before small letters."""
    assert len(list(nlp(text).sents)) == count


def test_a_clause_with_its_roles(nlp: Language) -> None:
    """Subject, object, indirect object, tense and lemma of a plain report."""
    doc = nlp("Russian President Vladimir Putin granted Bashar al-Assad asylum on Tuesday.")
    granted = next(token for token in doc if token.text == "granted")
    assert (granted.dep_, granted.lemma_, granted.pos_, granted.tag_) == ("root", "grant", "VERB", "VBD")
    assert granted.morph.get("Tense", []) == ["Past"]
    assert {token.dep_: token.text for token in granted.children}["obj"] == "asylum"


def test_a_passive(nlp: Language) -> None:
    """The subject of a passive is nsubj:pass, its agent obl:agent."""
    doc = nlp("Three soldiers were killed by the rebels in Idlib.")
    found = {token.text: token.dep_ for token in doc}
    assert (found["soldiers"], found["rebels"]) == ("nsubj:pass", "obl:agent")
    assert found["killed"] == "root"


def test_a_particle_and_a_negation(nlp: Language) -> None:
    """A verb's particle is compound:prt, n't is advmod with Polarity=Neg."""
    doc = nlp("The president didn't step down.")
    found = {token.text: token for token in doc}
    assert (found["down"].dep_, found["down"].head.text) == ("compound:prt", "step")
    assert (found["n't"].dep_, found["n't"].head.text) == ("advmod", "step")
    assert found["n't"].morph.get("Polarity", []) == ["Neg"]


@pytest.mark.xfail(reason="before an object the particle is read as its preposition", strict=True)
def test_a_particle_before_an_object(nlp: Language) -> None:
    """Of took over the city, over belongs to the verb and the city is its object."""
    found = {token.text: token.dep_ for token in nlp("The rebels took over the city.")}
    assert (found["over"], found["city"]) == ("compound:prt", "obj")


def test_reported_speech(nlp: Language) -> None:
    """What is said is the ccomp of the verb of saying."""
    doc = nlp("The minister said that Turkey had withdrawn its troops.")
    withdrawn = next(token for token in doc if token.text == "withdrawn")
    assert (withdrawn.dep_, withdrawn.head.text, withdrawn.lemma_) == ("ccomp", "said", "withdraw")


@pytest.mark.parametrize(("text", "lemma"), [
    ("went", "go"), ("children", "child"), ("said", "say"), ("rebels", "rebel"), ("was", "be"),
])
def test_lemmas(nlp: Language, text: str, lemma: str) -> None:
    """Irregular and regular forms have their dictionary form."""
    doc = nlp(f"The {text} of the war." if text in ("children", "rebels") else f"He {text} so.")
    assert next(token.lemma_ for token in doc if token.text == text) == lemma


def test_names(nlp: Language) -> None:
    """People, bodies and places are found, nationalities are NORP."""
    doc = nlp("Vladimir Putin met officials of the European Union in Damascus.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Vladimir Putin", "PER"), ("European Union", "ORG"), ("Damascus", "LOC")]


def test_curly_and_straight_quotes_read_the_same(nlp: Language) -> None:
    """The network sees no difference between kinds of quotes and apostrophes."""
    straight, curly = nlp("\"We don't know,\" he said."), nlp("“We don’t know,” he said.")
    assert [(token.pos_, token.dep_, token.head.i) for token in straight] == [
        (token.pos_, token.dep_, token.head.i) for token in curly]
