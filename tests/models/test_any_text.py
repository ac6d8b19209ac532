"""Both pipelines take any text: no character is lost, every sentence has one root."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

HOSTILE = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئًٌٍَُِّْٰـ ،؛؟.!«»\"()[]\n\t\r\u00a0\u2028\u200f"
                            "#@_-/0123٤٥abC🇸🇾"), max_size=60),
    st.text(st.sampled_from("abcdefghINSTU 'n’t \"“”‘`.,;:!?()[]<>&@#%$£€/-–—_0123\n\t\r\u00a0\u2028\u200fé\u0301🇸🇾"),
            max_size=60))


@pytest.fixture(scope="module", params=["ar_khabar_news", "en_khabar_news"])
def nlp(request: pytest.FixtureRequest) -> Language:
    """An installed pipeline."""
    return spacy.load(request.param)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_tokenizer_keeps_every_character(nlp: Language, text: str) -> None:
    """Joining the tokens gives the text, whatever the text is."""
    assert nlp.tokenizer(text).text == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_pipeline_keeps_every_character(nlp: Language, text: str) -> None:
    """The whole pipeline runs on any text, and every sentence has exactly one root among its words."""
    doc = nlp(text)
    assert doc.text == text
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        assert not words or sum(token.head.i == token.i for token in words) == 1


def test_batches_give_the_same_as_single_texts(nlp: Language) -> None:
    """What is said of a text does not depend on the texts beside it."""
    texts = ["Syria denied it. أعلن الوزير القرار.", "", "\n", "The U.S. and Russia agreed on a truce, officials said."]
    together = [[(t.text, t.dep_, t.head.i) for t in doc] for doc in nlp.pipe(texts)]
    assert together == [[(t.text, t.dep_, t.head.i) for t in nlp(text)] for text in texts]
