"""The file of a store: opened, brought up to date, locked, written in transactions, its errors said in one line."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from . import _lock, _schema
from ._schema import APPLICATION, SCHEMA
from .model import ModelError, Relation
from .serialise import SerialiseError

_REMEDIES = {
    "SQLITE_FULL": "the disk is full. What was kept is whole: free some space and run the same command again",
    "SQLITE_IOERR": "the disk cannot be read or written ({}). What was kept is whole; run the same command again",
    "SQLITE_BUSY": "another process is writing to it. Wait until it is done",
    "SQLITE_READONLY": "it may not be written ({}). Copy it to a folder where it may",
    "SQLITE_CORRUPT": "the file is damaged ({}). Take a copy of it from before, or build it again",
}


class StoreError(Exception):
    """What was asked of a store cannot be had; the message is one line that says why and what to do."""


class StoreFile:
    """An SQLite file with our tables, or a database in memory without a path."""

    def __init__(self, path: Path | str | None = None, *, create: bool = True) -> None:
        self.path = Path(path) if path is not None else None
        self._where = str(path) if path is not None else "the store in memory"
        self._alone = False
        self._relations: dict[int, tuple[str, dict[str, Any]]] = {}
        self._relation_keys: dict[Relation, int] = {}
        if self.path is not None and not create and not self.path.is_file():
            raise StoreError(
                f"{self._where}: there is no such store. Build one with `khabar build ... -o NAME.khabar`."
            )
        with self._guard():
            self._db = sqlite3.connect(self.path or ":memory:", timeout=30.0, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self._db.close()
                raise

    def _open(self) -> None:
        db = self._db
        version, application = (db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("user_version", "application_id"))
        empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if not empty and application != APPLICATION:
            raise StoreError(f"{self._where}: this is an SQLite file, but not a Khabar store. Name another file.")
        if version > SCHEMA:
            raise StoreError(f"{self._where}: its tables are version {version}, this Khabar reads {SCHEMA}. Update it.")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if version == SCHEMA and not empty:
            return
        with self._transaction():
            # Another process may have made the tables while this one waited for its turn.
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                _schema.create(db)
            elif version < SCHEMA:
                with self._intact():
                    _schema.migrate(db, version)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a store in memory is gone."""
        self._db.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who builds: StoreError where another process does. Reading needs no such leave."""
        if self.path is None or self._alone:
            yield
            return
        beside = self.path.with_name(self.path.name + "-lock")
        try:
            with _lock.only(beside) as mine:
                if not mine:
                    raise StoreError(f"{self._where}: another command is writing to it. Wait until it is done.")
                self._alone = True
                yield
        except PermissionError as error:
            raise StoreError(f"{beside}: cannot be made: {error.strerror}.") from error
        finally:
            self._alone = False

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Turn what SQLite raises into a StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            found = next((text for code, text in _REMEDIES.items() if name.startswith(code)), "{}")
            said = str(error).split(" with text ")[0]  # what follows is the damaged value itself
            raise StoreError(f"{self._where}: {found.format(said)}.") from error
        except UnicodeDecodeError as error:
            raise StoreError(f"{self._where}: {_REMEDIES['SQLITE_CORRUPT'].format('text that is none')}.") from error
        except UnicodeEncodeError as error:
            around = ascii(error.object[max(0, error.start - 20) : error.end + 20])
            raise StoreError(
                f"{self._where}: {around} holds half a surrogate pair, which is no text. Decode the article again."
            ) from error

    @contextmanager
    def _intact(self) -> Iterator[None]:
        """Turn what a value that no longer holds raises into a StoreError."""
        try:
            yield
        except (SerialiseError, ModelError, json.JSONDecodeError, KeyError) as error:
            raise StoreError(f"{self._where} is damaged: {error}") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._relation_keys.clear()  # some may be of rows that are gone now
            if self._db.in_transaction:  # a full disk has ended it already
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the database in a transaction of its own: what is done to it is done as a whole or not at all."""
        with self._guard(), self._transaction():
            yield self._db

    def forget(self) -> None:
        """Let nothing of what was deleted remain in memory or in the journal beside the file."""
        self._relations.clear()
        self._relation_keys.clear()
        with self._guard():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query on the tables of docs/store.md."""
        with self._guard():
            yield from self._db.execute(sql, parameters)

    def _one(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Return the first row, or None."""
        return next(self.rows(sql, parameters), None)
