"""As much of JSON Schema (draft 2020-12) as docs/export-schema.json uses."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

NOTES = {"$schema", "$defs", "title", "description"}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
Schema = dict[str, Any]

SCHEMA: Schema = json.loads((Path(settings.BASE_DIR) / "docs/export-schema.json").read_text(encoding="utf-8"))


class Validator:
    """Finds what in a document does not fit a schema."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._checks: dict[str, Callable[[Any, Any], Any]] = {
            "type": self._type,
            "const": lambda value, wanted: value == wanted,
            "enum": lambda value, wanted: value in wanted,
            "pattern": lambda value, wanted: not isinstance(value, str) or re.search(wanted, value),
            "minimum": lambda value, wanted: not _is_number(value) or value >= wanted,
            "maximum": lambda value, wanted: not _is_number(value) or value <= wanted,
            "required": lambda value, wanted: set(wanted) <= set(value),
        }
        self._below = {"$ref", "properties", "patternProperties", "additionalProperties", "items"}

    def find_faults(self, value: Any) -> list[str]:
        """Return in words where the document does not fit."""
        return list(self._faults(value, self._root, "document"))

    def _faults(self, value: Any, schema: Schema, place: str) -> Iterator[str]:
        unknown = set(schema) - NOTES - set(self._checks) - self._below
        if unknown:
            raise NotImplementedError(f"{place}: {unknown}")
        for word, check in self._checks.items():
            if word in schema and not check(value, schema[word]):
                yield f"{place}: {value!r} does not fit {word} {schema[word]!r}"
        if "$ref" in schema:
            yield from self._faults(value, self._root["$defs"][schema["$ref"].split("/")[-1]], place)
        if isinstance(value, dict):
            yield from self._faults_of_members(value, schema, place)
        if isinstance(value, list):
            for number, item in enumerate(value):
                yield from self._faults(item, schema.get("items", {}), f"{place}[{number}]")

    def _faults_of_members(self, value: dict[str, Any], schema: Schema, place: str) -> Iterator[str]:
        patterns = schema.get("patternProperties", {})
        for name, member in value.items():
            found = [schema["properties"][name]] if name in schema.get("properties", {}) else []
            found += [patterns[pattern] for pattern in patterns if re.search(pattern, name)]
            if not found and schema.get("additionalProperties") is False:
                yield f"{place}: {name} is unknown"
            for one in found:
                yield from self._faults(member, one, f"{place}.{name}")

    def _type(self, value: Any, wanted: str | list[str]) -> bool:
        names = [wanted] if isinstance(wanted, str) else wanted
        if isinstance(value, bool):
            return "boolean" in names
        return any(isinstance(value, _TYPES[name]) for name in names)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
