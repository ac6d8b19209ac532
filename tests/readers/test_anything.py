"""Whatever bytes a file holds, reading it ends in articles and reasons, never in an exception."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khabar.graph.model import Article
from khabar.readers import FORMATS, Options, Skipped, read

BODY = "قال بيسكوف إن بوتين منح الأسد حق اللجوء في روسيا."
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.just(BODY),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "title", "date", "language"]), inner)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: (BODY + text).encode("utf-8", "replace"))
)
@example(content=b"\xff\xfe")
@example(content=b"\xef\xbb\xbf")
@example(content=b"\xff\xfe\x00")
@example(content=b"---\n---\n# " + BODY.encode())
@example(content=b'text\n"' + BODY.encode())
@example(content=b"[[[")
def test_any_bytes(tmp_path: Path, format: str, content: bytes) -> None:
    """Every format, on noise, on noise after a sentence, and on the ends of byte order marks."""
    path = tmp_path / "file"
    path.write_bytes(content)
    for found in read([path], Options(format=format)):
        assert isinstance(found, Skipped) and found.reason or isinstance(found, Article) and found.text.strip()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=ANY_JSON)
def test_any_record(tmp_path: Path, record: object) -> None:
    """Any JSON value on a line is one article or one reason; what is read can be written as UTF-8."""
    path = tmp_path / "file.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    (found,) = read([path])
    assert isinstance(found, Skipped) or found.text.encode()
