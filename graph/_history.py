"""What a run has changed, noted when it comes to its end; ``history.py`` tells it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

_NOW = """
CREATE TEMP TABLE now AS
SELECT fold(s.id) AS item, s.article AS article,
    hash(s.data, s.extractor, r.name, json_extract(r.data, '$.class')) AS said,
    hash(e.id, o.id, p.id, (SELECT group_concat(id, ' ') FROM (SELECT w.id FROM speakers k JOIN entities w
        ON w.key = k.entity WHERE k.statement = s.key ORDER BY k.position))) AS about
FROM statements s JOIN relations r ON r.key = s.relation LEFT JOIN facts f ON f.statement = s.key
LEFT JOIN entities e ON e.key = f.subject LEFT JOIN entities o ON o.key = f.object
LEFT JOIN entities p ON p.key = f.place
ORDER BY item;
CREATE UNIQUE INDEX temp.now_item ON now (item);
CREATE TEMP TABLE gone AS SELECT fold(id) AS item, words FROM leaving;
CREATE UNIQUE INDEX temp.gone_item ON gone (item);
INSERT INTO history SELECT :run, t.item, t.article, t.since, t.said, t.about,
    CASE WHEN n.item IS NULL THEN coalesce(g.words, '') ELSE '' END
    FROM told t LEFT JOIN now n USING (item) LEFT JOIN gone g USING (item)
    WHERE n.item IS NULL OR n.said <> t.said OR n.about <> t.about;
DROP TABLE gone;
DELETE FROM told WHERE item NOT IN (SELECT item FROM now);
UPDATE told SET said = n.said, about = n.about FROM now n
    WHERE n.item = told.item AND (n.said <> told.said OR n.about <> told.about);
INSERT INTO told SELECT item, article, CASE WHEN :first THEN coalesce((SELECT run FROM articles WHERE key = article),
    0) ELSE :run END, said, about FROM now WHERE item NOT IN (SELECT item FROM told);
DROP TABLE now;
CREATE TEMP TABLE now AS SELECT entity, other, hash(group_concat(why, ' ')) AS said FROM
    (SELECT entity, other, plain(reason) || score || by AS why FROM merges ORDER BY 1, 2, 3) GROUP BY entity, other;
CREATE UNIQUE INDEX temp.now_item ON now (entity, other);
INSERT INTO history_merges SELECT :run, t.entity, t.other, t.since, t.said FROM told_merges t
    LEFT JOIN now n USING (entity, other) WHERE n.entity IS NULL OR n.said <> t.said;
DELETE FROM told_merges WHERE (entity, other) NOT IN (SELECT entity, other FROM now);
UPDATE told_merges SET said = n.said FROM now n
    WHERE n.entity = told_merges.entity AND n.other = told_merges.other AND n.said <> told_merges.said;
INSERT INTO told_merges SELECT entity, other, CASE WHEN :first THEN 0 ELSE :run END, said FROM now
    WHERE (entity, other) NOT IN (SELECT entity, other FROM told_merges);
DROP TABLE now
"""


def note(db: sqlite3.Connection, run: int) -> None:
    """Note what a run that comes to its end has changed, inside the caller's transaction; what left the store in the
    meantime with the words that it said."""
    db.create_function("fold", 1, bytes.fromhex, deterministic=True)
    db.create_function("hash", -1, _hash, deterministic=True)
    db.create_function("plain", 1, _plain, deterministic=True)
    # What was there before there was a history counts to the run that read it.
    first = db.execute("SELECT 1 FROM told LIMIT 1").fetchone() is None
    for command in _NOW.split(";"):
        db.execute(command, {"run": run, "first": first} if ":run" in command else {})


def _hash(*values: str | None) -> bytes:
    joined = "\x1f".join(value or "" for value in values)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _plain(reason: str) -> str:
    """Return a reason without the number of articles in which it held: it grows with every run."""
    head, _, count = reason.rpartition(" (")
    return head if count.endswith(" articles)") else reason


def forget(db: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Forget all that runs said of articles, and of names that no reason is left for."""
    keys = json.dumps(list(articles))  # one pass through the tables, however many there are
    db.execute("DELETE FROM leaving WHERE article IN (SELECT value FROM json_each(?))", (keys,))
    for kind in ("told", "history"):
        db.execute(f"DELETE FROM {kind} WHERE article IN (SELECT value FROM json_each(?))", (keys,))
        db.execute(f"DELETE FROM {kind}_merges WHERE (entity, other) NOT IN (SELECT entity, other FROM merges)")
