"""An adjective of nation that stands as an end is its country."""

from __future__ import annotations

import pytest

from khabar.graph.gazetteer import Gazetteer
from khabar.graph.identity import resolve
from khabar.graph.model import Article, Claim, Evidence, Labels, Mention, Reading, Relation, Statement

RUSSIA = "http://www.wikidata.org/entity/Q159"


@pytest.mark.parametrize("adjective", ["الروسية", "روسية", "الروسي", "الروس"])
def test_an_adjective_of_nation_is_its_country(adjective: str) -> None:
    article = Article.of(f"القواعد {adjective} في سوريا", id="a")
    start = article.text.index(adjective)
    owner = Mention(adjective, start, start + len(adjective), "GPE", "nominal")
    place = Mention("سوريا", len(article.text) - 5, len(article.text), "GPE", "name")
    claim = Claim(owner, Relation("has_base_in", "قاعدة في", Labels()), place)
    statement = Statement(article.id, claim, Evidence(article, 0, len(article.text)), Evidence(article, 0, 7))
    resolution = resolve([Reading(article, (statement,))], gazetteer=Gazetteer.load())
    assert resolution.mentions["a", owner.start, owner.end] == RUSSIA
