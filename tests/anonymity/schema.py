"""What the schema may not contain, as one function over models: see `test_schema.py`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from anonymity.sides import AGGREGATES, CONTRIBUTION, EXCUSED, IDENTITY, SIGNED, WORK

PERSONAL_WORDS = (
    "user", "account", "member", "subject", "mail", "ip", "agent", "session",
    "organisation", "borough", "author", "person", "device", "phone",
)  # fmt: skip
ACTIVITY_WORDS = ("last", "joined", "count", "seen", "active", "contributed", "login")
TIMES = (models.DateTimeField, models.TimeField, models.DurationField)
SERIALS = (models.AutoField, models.BigAutoField, models.SmallAutoField)


def find_faults(all_models: Iterable[type[models.Model]]) -> list[str]:
    """Return in words what these models contain that must not be there."""
    faults: list[str] = []
    for model in all_models:
        label = model._meta.label
        sides = [side for side in (IDENTITY, CONTRIBUTION, SIGNED, WORK) if label in side]
        if len(sides) != 1:
            faults.append(f"{label} is on {len(sides)} sides")
        for field in model._meta.local_fields:
            faults += [f"{label}.{field.name} {fault}" for fault in _judge(label, field)]
    return faults


def _judge(label: str, field: models.Field[object, object]) -> Iterable[str]:
    if (label, field.name) in EXCUSED:
        return
    words = set(field.name.split("_"))
    refers_to = field.related_model._meta.label if field.related_model else ""
    if isinstance(field, SERIALS) and label in IDENTITY | CONTRIBUTION | SIGNED:
        yield "is a serial"
    yield from _judge_signed(label, field, refers_to)
    if label in CONTRIBUTION:
        yield from _judge_contribution(label, field, words, refers_to)
    if label in IDENTITY:
        if isinstance(field, TIMES):
            yield "is a time on the identity side"
        if words & set(ACTIVITY_WORDS):
            yield "tells of activity"
        if refers_to in CONTRIBUTION:
            yield "joins a person to a contribution"


def _judge_signed(label: str, field: models.Field[object, object], refers_to: str) -> Iterable[str]:
    if refers_to in SIGNED:
        yield "refers to a signature"
    if label in SIGNED and isinstance(field, TIMES):
        yield "is a time on the signed side"
    if label in SIGNED and refers_to in IDENTITY | CONTRIBUTION:
        yield "joins a signature to a person of ours or to a contribution"


def _judge_contribution(
    label: str, field: models.Field[object, object], words: set[str], refers_to: str
) -> Iterable[str]:
    if words & set(PERSONAL_WORDS) or refers_to in IDENTITY:
        yield "names a person or where they work"
    if refers_to in {"workshops.Organisation", "workshops.Group", "workshops.Borough"}:
        yield "joins an idea to a group of people"
    if isinstance(field, TIMES) and label not in AGGREGATES:
        yield "is a time"
