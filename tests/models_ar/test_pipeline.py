"""The Arabic pipeline: words split where a reader splits them, trees have verbs on top."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The installed pipeline."""
    return spacy.load("ar_khabar_news")


@pytest.mark.parametrize(("text", "parts"), [
    ("وبالمدينة", "و ب المدينة"), ("للأمم", "ل لأمم"), ("قيمتها", "قيمت ها"), ("سنذهب", "س نذهب"),
    ("بوتين", "بوتين"), ("لبوتين", "ل بوتين"), ("واشنطن", "واشنطن"), ("بايدن", "بايدن"), ("وبايدن", "و بايدن"),
    ("لبنان", "لبنان"), ("وزير", "وزير"), ("فرنسا", "فرنسا"), ("سوريا", "سوريا"), ("كلينتون", "كلينتون"),
    ("وَبِالمُدُنِ", "وَ بِ المُدُنِ"), ("3.5", "3.5"), ("1,000", "1,000"), ("12/5/2018", "12 / 5 / 2018"),
    ("(CNN)--", "( CNN ) - -"), ("#سوريا", "# سوريا"), ("@user", "@user"),
    ("https://a.example/b?c=d.", "https://a.example/b?c=d ."),
])
def test_word_parts(nlp: Language, text: str, parts: str) -> None:
    """A written word is split into its clitics, names and numbers stay whole."""
    assert [token.text for token in nlp.tokenizer(text)] == parts.split(" ")


@pytest.mark.parametrize(("text", "part", "norm"), [
    ("للأمم", 1, "الأمم"), ("قيمتها", 0, "قيمة"), ("وَبِالمُدُنِ", 2, "المدن"), ("والى", 1, "إلى"),
])
def test_norm_is_the_restored_form(nlp: Language, text: str, part: int, norm: str) -> None:
    """A part's norm is how it is spelled when it stands alone."""
    assert nlp.tokenizer(text)[part].norm_ == norm


@pytest.mark.parametrize(("text", "count"), [
    ("هل تنجح الهدنة؟ المحللون منقسمون. أما السكان فيأملون خيرا.", 3),
    ("قال: \"لن نذهب. لا نريد حربا.\" وأضاف أن الوضع صعب.", 2),
    ("عنوان بلا فعل\nقال الوزير إن الوضع صعب.", 2),
    ("قال د. أحمد إن 3.5 مليون شخص نزحوا.", 1),
    ("غزة.. مقتل 12 شخصا", 1),
    ("اعتقلت الشرطة المشتبه به. نفى المحامي ذلك. لم ترد الحكومة عليك.", 3),
])
def test_sentences(nlp: Language, text: str, count: int) -> None:
    """Sentences end at line ends and final punctuation, not inside quotes, numbers and initials."""
    assert len(list(nlp(text).sents)) == count


def test_verb_is_root_and_name_is_subject(nlp: Language) -> None:
    """The conjunction that opens a sentence hangs on its verb."""
    doc = nlp("وقال الرئيس الروسي فلاديمير بوتين إن بلاده منحت الأسد حق اللجوء.")
    verb = doc[1]
    assert (verb.text, verb.dep_, verb.pos_) == ("قال", "root", "VERB")
    assert (doc[0].dep_, doc[0].head) == ("cc", verb)
    assert doc[2].dep_ == "nsubj"
    assert doc[5].pos_ == "PROPN"


def test_passive_and_lemma(nlp: Language) -> None:
    """A vowelled passive is marked, and lemmas are PADT's."""
    doc = nlp("قُتل ثلاثة جنود في المدينة، وقالت الوزارة إنها تحقق.")
    assert doc[0].morph.to_dict()["Voice"] == "Pass"
    assert {token.lemma_ for token in doc} >= {"قَال", "مَدِينَة"}


def test_names(nlp: Language) -> None:
    """A leading clitic stays outside the name."""
    doc = nlp("التقى وزير الخارجية الروسي سيرغي لافروف نظيره في دمشق، وقال لفرانس برس إنه متفائل بسوريا.")
    found = {(ent.text, ent.label_) for ent in doc.ents}
    assert ("سيرغي لافروف", "PER") in found
    assert ("دمشق", "GPE") in found
    assert ("سوريا", "GPE") in found


def test_certainty_is_lower_where_the_tree_may_be_another(nlp: Language) -> None:
    """Each token has the likelihood of its head and of its part of speech; a phrase at the end may hang on either."""
    doc = nlp("سحبت بولندا سفيرها من بودابست.")
    told = doc._.certainty
    assert told.shape == (len(doc), 2) and (told > 0).all() and (told <= 1.0001).all()
    sure = {token.text: float(told[token.i, 0]) for token in doc}
    assert sure["بولندا"] > 0.95 > sure["بودابست"]


def test_pipe_gives_the_same_as_call(nlp: Language) -> None:
    """Batching changes nothing."""
    texts = ["قال الوزير إن الوضع صعب.", "", "عاد اللاجئون إلى حمص.\n\nرحبت روسيا بالقرار."]
    for doc, text in zip(nlp.pipe(texts, batch_size=2), texts, strict=True):
        alone = nlp(text)
        assert [(t.text, t.tag_, t.head.i, t.dep_) for t in doc] == [(t.text, t.tag_, t.head.i, t.dep_) for t in alone]


@pytest.mark.parametrize(("text", "name"), [
    ("الأمين العام لحزب الله نعيم قاسم ألقى كلمة متلفزة.", "نعيم قاسم"),
    ("محمود عباس يلقي كلمة", "محمود عباس"),
    ("زار ضريح علي بن أبي طالب في النجف.", "علي بن أبي طالب"),
])
def test_a_name_ends_before_the_verb(nlp: Language, text: str, name: str) -> None:
    """The verb behind a person's name is no part of it, unless it is known as a part of names."""
    assert (name, "PER") in {(ent.text, ent.label_) for ent in nlp(text).ents}
