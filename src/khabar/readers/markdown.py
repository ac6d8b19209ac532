"""Markdown: a file is one article, with its first heading as the title and its marks taken off.

A block of ``name: value`` lines between two ``---`` at the top gives the article's fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .plain import whole
from .source import FIELDS, Draft, Drafts, Options, Source

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"(\w+):[ \t]*(.*?)[ \t]*")
_SPACES = {"softbreak": "\n", "hardbreak": "\n"}


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of a Markdown file."""
    text = whole(source, options)
    if not isinstance(text, str):
        yield text
        return
    front = _FRONT.match(text)
    fields = _fields(front[1]) if front else {}
    blocks = list(_blocks(MarkdownIt("commonmark").parse(text[front.end() :] if front else text)))
    if "title" not in fields and blocks and blocks[0][0] == "h1":
        fields["title"] = blocks.pop(0)[1]
    body = "\n\n".join(words for _, words in blocks)
    yield Draft(source.name, {"id": source.stem, **fields, "text": body})


def _fields(front: str) -> dict[str, str]:
    lines = (_LINE.fullmatch(line) for line in front.splitlines())
    pairs = {match[1]: match[2].strip("\"'") for match in lines if match}
    return {name: value for name, value in pairs.items() if name in FIELDS and value}


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield the tag and the words of each paragraph, heading and list item."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and before is not None:
            words = "".join(_words(token.children or [])).strip()
            if words:
                yield before.tag, words


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type == "image":
            continue  # its words describe a picture; they are not the article's
        else:
            yield _SPACES.get(token.type, "")
