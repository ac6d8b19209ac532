"""What is printed twice: copies of agency text, and lines that a source repeats."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from factories import mention, relation, resolution, statement

from khabar.graph import syndication
from khabar.graph.boilerplate import MANY, Repeated
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article, Reading, Statement
from khabar.graph.store import Store

AGENCY = (
    "سيطرت الفصائل على مدينة حماة في وسط البلاد بعد معارك استمرت أياما عدة، وفق ما أعلن المرصد السوري لحقوق الإنسان. "
    "وقال مدير المرصد إن القوات الحكومية انسحبت من أحياء المدينة نحو الجنوب تحت غطاء من الطيران. "
    "وأكدت وزارة الدفاع أن وحداتها أعادت الانتشار خارج المدينة حفاظا على أرواح المدنيين. "
    "وتعد حماة رابع أكبر مدن البلاد، وتقع على الطريق الذي يربط العاصمة بحلب في الشمال."
)
LEAD = "خاص بصحيفتنا: شهدت الساعات الماضية تطورات ميدانية متسارعة رصدها مراسلنا من أطراف المدينة طوال الليل."
OTHER = (
    "أعلنت وزارة المالية أن الموازنة الجديدة ستقر قبل نهاية العام، وأن الإنفاق على التعليم سيرتفع بنسبة كبيرة "
    "مقارنة بالعام الماضي، فيما طالب نواب بزيادة رواتب الموظفين وخفض الضرائب على أصحاب الدخل المحدود في المحافظات."
)
NOTICE = "تابعوا صحيفتنا على المنصات كلها فقد كرم الاتحاد الصحيفة"


def article(id: str, body: str, *, source: str = "", day: int = 9, title: str = "") -> Article:
    return Article.of(body, id=id, source=source, published=date(2024, 12, day) if day else None, title=title)


def copies(*articles: Article) -> dict[str, str]:
    by_id = {one.id: one for one in articles}
    return syndication.copies((by_id[id] for id in sorted(by_id)), article=by_id.__getitem__)


# Syndication


@pytest.mark.parametrize(
    "body",
    [
        AGENCY,
        f"{LEAD}\n{AGENCY}",
        AGENCY[: len(AGENCY) // 2],
        AGENCY.replace("مدينة حماة", "حماة").replace("أعلن", "أفاد به"),
        AGENCY.replace("أ", "ا").replace("ة", "ه").replace("،", "").replace(" ", "  "),
    ],
    ids=["same", "lead", "cut", "edited", "spelling"],
)
def test_agency_copy_is_found(body: str) -> None:
    """Printed whole, behind a lead, cut, edited or in another spelling: it is linked to the one that came first."""
    assert copies(article("a", AGENCY), article("b", body, day=10), article("c", OTHER)) == {"b": "a"}


def test_articles_that_quote_the_same_words_are_no_copies() -> None:
    """One paragraph in common is a quotation."""
    quoted = AGENCY.split(". ")[0]
    assert copies(article("a", f"{OTHER} {quoted}."), article("b", f"{LEAD} {quoted}. {LEAD[::-1]}")) == {}


def test_short_texts_are_copies_only_where_they_are_the_same() -> None:
    """A flash of a few words has too few runs to compare."""
    flash = "الأسد يغادر دمشق"
    assert copies(article("a", flash), article("b", flash), article("c", f"{flash} ليلا")) == {"b": "a"}
    assert copies(article("a", "!"), article("b", "…")) == {}


def test_the_first_is_the_earliest() -> None:
    """By day, then by id; an article without a day comes last."""
    found = copies(article("a", AGENCY, day=0), article("b", AGENCY, day=11), article("c", AGENCY, day=10))
    assert found == {"a": "c", "b": "c"}


def test_titles_are_not_compared() -> None:
    """Papers give agency copy a headline of their own."""
    assert copies(article("a", AGENCY, title="عنوان"), article("b", AGENCY, title="آخر")) == {"b": "a"}


# Repeated lines


def issue(number: int, *lines: str, source: str = "صحيفة") -> Article:
    return article(f"{number:02}", "\n".join(lines), source=source, day=number + 1)


def test_a_line_that_a_source_repeats() -> None:
    """It is read in the first article alone; the same line in another source, or in fewer articles, is read."""
    papers = [issue(i, f"خبر رقم {i}", NOTICE) for i in range(MANY)]
    others = [issue(20 + i, f"نبأ رقم {i}", NOTICE, source="أخرى") for i in range(MANY - 1)]
    found = Repeated(lambda: [*papers, *others])
    start = len("خبر رقم 0\n")
    assert [found.spans(one) for one in papers] == [[], *[[(start, start + len(NOTICE))]] * (MANY - 1)]
    assert all(found.spans(one) == [] for one in others)
    assert found.own(papers[0]).strip() == "خبر رقم 0"


def test_what_has_no_source_repeats_nothing() -> None:
    """Ten files of unknown papers with one text are agency copy; with an address they are of its host."""
    papers = [issue(i, NOTICE, source="") for i in range(10)]
    assert [Repeated(lambda: papers).spans(one) for one in papers] == [[]] * 10
    hosted = [replace(one, url=f"https://www.example.org/{one.id}") for one in papers]
    assert len([one for one in hosted if Repeated(lambda: hosted).spans(one)]) == 9


def test_lines_that_touch_are_one_place() -> None:
    """Evidence may run over two repeated lines and the empty line between them."""
    papers = [issue(i, f"خبر رقم {i}", NOTICE, "", f" {NOTICE} أيضا") for i in range(MANY)]
    assert [len(Repeated(lambda: papers).spans(one)) for one in papers] == [0, 1, 1, 1, 1]


def test_copies_are_told_without_repeated_lines() -> None:
    """Articles of one source are no copies of each other because of their notices."""
    notices = [f"{LEAD} {i}" for i in range(4)]
    papers = [issue(i, f"خبر رقم {i} عن أمر لا صلة له بغيره من {'هذا ' * i}الأمور", *notices) for i in range(MANY)]
    store = Store()
    store.add(Reading(one, ()) for one in papers)
    store.settle()
    assert list(store.copies()) == []


# The store

HIT = relation("hit", "هاجم", "هاجم", "attacked", "ASSAULT")


def reading(one: Article) -> Reading:
    """Return a reading in which each line, and the whole text, says that its first word attacked its last."""
    return Reading(one, tuple(_statements(one)))


def _statements(one: Article) -> Iterable[Statement]:
    for line in one.text.split("\n"):
        words = line.split()
        yield statement(
            one, mention(one, words[0], after=line), HIT, mention(one, words[-1], after=line), trigger=words[1],
            evidence=line,
        )  # fmt: skip


def settled(papers: Iterable[Article]) -> Store:
    store = Store()
    readings = [reading(one) for one in papers]
    store.add(readings)
    store.settle()
    store.resolve(resolution(*store.readings()))
    return store


def test_statements_of_repeated_lines_are_set_aside() -> None:
    """They are in no graph and no count, offsets stay, and they come back when the line is no longer repeated."""
    papers = [issue(i, f"خبر{i} نشر اليوم هنا{i}", NOTICE) for i in range(MANY)]
    store = settled(papers)
    kept = [s.evidence.text for s in store.statements()]
    assert kept.count(NOTICE) == 1 and len(kept) == MANY + 1 and store.set_aside() == MANY - 1
    assert [one.text for one in store.articles()] == [one.text for one in papers]
    changed = issue(4, "خبر4 نشر اليوم هنا4")
    store.add([reading(changed)])
    store.settle()
    assert store.set_aside() == 0 and len(list(store.statements())) == 2 * MANY - 1


def test_order_does_not_matter() -> None:
    """Added one by one in any order, settled after each or once, the store holds the same."""
    papers = [issue(i, f"خبر{i} نشر اليوم هنا{i}", NOTICE) for i in range(MANY + 2)]
    papers += [article(f"c{i}", AGENCY, source=f"ص{i}", day=9 + i) for i in range(4)]
    expected = settled(papers)
    random.Random(1).shuffle(papers)
    store = Store()
    for one in papers:
        store.add([reading(one)])
        store.settle()
    store.resolve(resolution(*store.readings()))
    assert list(store.resolved()) == list(expected.resolved())
    assert list(store.copies()) == list(expected.copies()) == [(f"c{i}", "c0") for i in range(1, 4)]
    assert store.set_aside() == expected.set_aside() == MANY + 1


def test_copies_count_as_one_source() -> None:
    """Three papers print an agency, each a little differently, a fourth writes for itself: two independent sources."""
    bodies = [AGENCY, f"{LEAD} {AGENCY}", AGENCY.replace("أياما عدة", "ثلاثة أيام"), f"سيطرت الفصائل حماة. {OTHER}"]
    papers = [article(f"p{i}", body, source=f"صحيفة {i}") for i, body in enumerate(bodies)]
    store = Store()
    readings = [
        Reading(one, (statement(one, mention(one, "الفصائل", "ORG"), HIT, mention(one, "حماة", "GPE"),
                                trigger="سيطرت", evidence="سيطرت الفصائل"),))
        for one in papers
    ]  # fmt: skip
    store.add(readings)
    store.settle()
    store.resolve(resolution(*readings))
    (edge,) = (data for *_, data in KnowledgeGraph(store).nx.edges(data=True))
    assert (len(edge["statements"]), edge["articles"]) == (4, 2)
    assert [store.original(one.id) for one in papers] == ["p0", "p0", "p0", "p3"]


def test_a_changed_article_is_no_copy_any_more(tmp_path: Path) -> None:
    """Links are those of the words that stand there now, also in a file that is opened again."""
    path = tmp_path / "a.khabar"
    with Store(path) as store:
        store.add(Reading(one, ()) for one in (article("a", AGENCY), article("b", AGENCY)))
        store.settle()
    with Store(path) as store:
        assert list(store.copies()) == [("b", "a")]
        store.add([Reading(article("b", OTHER), ())])
        store.settle()
        assert list(store.copies()) == []
