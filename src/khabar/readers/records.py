"""What JSON, JSON lines and tables share: a record's own field names to those of an article."""

from __future__ import annotations

from collections.abc import Mapping

from .source import FIELDS, Draft, Options, Skipped


def draft(record: object, where: str, options: Options) -> Draft | Skipped:
    """Return a record's draft; ``source.name`` names a field inside an object."""
    if not isinstance(record, Mapping):
        return Skipped(where, f"this is {_kind(record)}, not an object with the fields of an article.")
    values = {field: _value(record, options.fields.get(field, field)) for field in FIELDS}
    return Draft(where, values, tuple(map(str, record)))


def _value(record: Mapping[str, object], name: str) -> object:
    if name in record:
        return record[name]
    value: object = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _kind(value: object) -> str:
    kinds: dict[type, str] = {str: "text", list: "a list", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
