"""A form of the admin that was open while somebody else saved: it comes back with what differs, text kept.

The page carries a mark of what can be edited on it, rows of other tables too. What was saved since has
another mark. What only the database can refuse, such as the same number twice, ends here as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.admin.options import InlineModelAdmin, ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import DateField, ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELD = "seen"
SAVED_SINCE = _(
    "Nothing is saved yet: this was changed while you had it open. What you wrote is still here. "
    "Save again to put it in the place of what is there now."
)
CLASHES = _(
    "Nothing is saved yet: something here is there already, perhaps because the form was sent twice. "
    "What you wrote is still here."
)
LONGEST = 200
Row = tuple[str, str, str, str]


@dataclass(frozen=True)
class Stale:
    """Why a form comes back, and what is stored now."""

    reason: str | Promise
    rows: Sequence[tuple[str, str]]


def read_rows(admin: ModelAdmin[Any], request: HttpRequest, obj: models.Model) -> list[Row]:
    """Return (place, stored value, label, value in words) of all that the page of this object lets change."""
    own = set(flatten_fieldsets(admin.get_fieldsets(request, obj)))
    own -= set(admin.get_readonly_fields(request, obj))
    rows = list(_read_fields(obj, own))
    for inline in admin.get_inline_instances(request, obj):
        rows += _read_parts(inline, request, obj)
    return rows


def mark(rows: Sequence[Row]) -> str:
    """Return the mark of these rows."""
    return hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()[:20]


def list_differences(rows: Sequence[Row], sent: Any) -> list[tuple[str, str]]:
    """Return (label, value) of what is stored now and does not stand in the form that was sent."""
    words = {" ".join(_read_day(str(value)).split()) for name in sent for value in sent.getlist(name)}
    return [
        (label, said[:LONGEST]) for _place, _value, label, said in rows if said and not _stands(said, words)
    ]


def _stands(said: str, words: set[str]) -> bool:
    """Whether it was sent: in one box, or a date and a time in two."""
    line = " ".join(said.split())
    return line in words or all(part in words for part in line.split(" ", 1))


def refusing(form: type[ModelForm[Any]], reason: str | Promise) -> type[ModelForm[Any]]:
    """Return the same form, which keeps what was typed and is never valid."""

    def clean(self: ModelForm[Any]) -> Any:
        cleaned = form.clean(self)
        self.add_error(None, str(reason))
        return cleaned

    return type(form.__name__, (form,), {"clean": clean})


def _read_parts(inline: InlineModelAdmin[Any, Any], request: HttpRequest, obj: models.Model) -> Iterator[Row]:
    formset = inline.get_formset(request, obj)
    name = formset.fk.name  # type: ignore[attr-defined]
    names = set(flatten_fieldsets(inline.get_fieldsets(request, obj)))
    for part in inline.get_queryset(request).filter(**{name: obj}):
        yield from _read_fields(part, names)
        yield (f"{part._meta.model_name} {part.pk}", "", "", "")


def _read_fields(obj: models.Model, names: set[str]) -> Iterator[Row]:
    for field in obj._meta.concrete_fields:
        if field.name in names:
            label = f"{obj._meta.verbose_name}: {field.verbose_name}"
            yield (
                f"{obj._meta.model_name} {obj.pk} {field.name}",
                field.value_to_string(obj),
                label,
                _say(obj, field),
            )


def _say(obj: models.Model, field: models.Field[Any, Any]) -> str:
    """Return the value as its box sends it, "" for one that no words would tell: a tick, a file, a choice."""
    value = getattr(obj, field.attname)
    if value in (None, "") or isinstance(field, (models.BooleanField, models.FileField, models.ForeignKey)):
        return ""
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{_say_day(local)} {local:%H:%M:%S}"
    if isinstance(value, date):
        return _say_day(value)
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _say_day(day: date) -> str:
    """Return a day as the admin's own boxes show it."""
    return day.strftime(get_format("DATE_INPUT_FORMATS")[0])


def _read_day(words: str) -> str:
    """Return a day as the admin's own boxes show it, in whichever way it was typed; other words unchanged."""
    try:
        day = DateField(required=False).clean(words)
    except ValidationError:
        return words
    return _say_day(day) if day else words
