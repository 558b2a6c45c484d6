"""What a form refuses: in plain words, beside the field that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint
from django.forms import (
    ChoiceField,
    DateField,
    EmailField,
    Field,
    FileField,
    Form,
    IntegerField,
    ModelChoiceField,
    ModelForm,
    MultiValueField,
    SlugField,
    SplitDateTimeField,
    TimeField,
)
from django.utils.translation import gettext_lazy as _

# What Django says of a box in words of its own, and what we say in their place.
PLAIN = {
    "required": _("Fill this in."),
    "unique": _("There is one like this already. Choose another."),
    "min_value": _("Write %(limit_value)s or more."),
    "max_value": _("Write %(limit_value)s or less."),
    "max_length": _("Write at most %(limit_value)s letters: these are %(show_value)s."),
}
NO_DAY, NO_TIME = _("Write a day, like 18/12/2026."), _("Write a time, like 17:00.")
# Nothing here was before or will be after: near the ends of the calendar no sum of days works out.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
NO_SUCH_YEAR = _("Write a year from 1900 to 2199.")
NO_CHOICE = _("Choose one of those in the list.")
BY_KIND: dict[type[Field], dict[str, Any]] = {
    SlugField: {"invalid": _("Use letters, numbers and hyphens only, without spaces.")},
    EmailField: {"invalid": _("Write an e-mail address, like ann@trust.nhs.uk.")},
    IntegerField: {"invalid": _("Write a whole number.")},
    DateField: {"invalid": NO_DAY},
    TimeField: {"invalid": NO_TIME},
    SplitDateTimeField: {
        "required": _("Write a day and a time."),
        "incomplete": _("Write a day and a time."),
        "invalid_date": NO_DAY,
        "invalid_time": NO_TIME,
    },
    ChoiceField: {"invalid_choice": NO_CHOICE},
    ModelChoiceField: {"invalid_choice": NO_CHOICE},
    FileField: {
        "invalid": _("No file came with it. Choose the file again."),
        "missing": _("No file came with it. Choose the file again."),
        "empty": _("The file is empty."),
    },
}
# Before the name of a column that holds another field in the form in which it is compared.
NORMAL = "normal_"


class BesideFields(ModelForm):  # type: ignore[type-arg]
    """A form of the admin: errors of constraints stand beside a field where one can be told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = {column.name: column for column in self._meta.model._meta.fields}
        for name, field in self.fields.items():
            speak_plainly(field, columns[name].validators if name in columns else ())

    def full_clean(self) -> None:
        """Check everything, and move what constraints say to the fields that they are about."""
        super().full_clean()
        said = self.errors.get(NON_FIELD_ERRORS)
        for error in said.as_data() if said else ():
            field = self._find_field([str(words) for words in error.messages])
            if field and said:
                said.data.remove(error)
                self.add_error(field, error)
        if said is not None and not said.data:
            del self.errors[NON_FIELD_ERRORS]

    def _find_field(self, messages: Sequence[str]) -> str:
        """Return the field of the constraint that says this, the one that was changed first, "" for none."""
        for constraint in self._meta.model._meta.constraints:
            if str(constraint.violation_error_message) in messages:
                names = [name for name in _list_names(constraint) if name in self.fields]
                changed = [name for name in names if name in self.changed_data]
                return [*names, *changed][-1] if names else ""
        return ""


class PlainForm(Form):
    """A form that refuses in our words where it would in Django's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_plainly(field)


def speak_plainly(field: Field, stored: Sequence[Any] = ()) -> None:
    """Let the field refuse in our words where it would in Django's own, and days that nobody can mean.

    `stored` are the validators of its column.
    """
    own = _list_own(field, stored)
    plain = _list_plain(_kind_of(field))
    field.error_messages.update({code: said for code, said in plain.items() if code not in own})
    if isinstance(field, DateField) and refuse_far_days not in field.validators:
        field.validators.append(refuse_far_days)
    # A box for a day and one for a time are checked one by one, before the two together.
    for part in field.fields if isinstance(field, MultiValueField) else ():
        speak_plainly(part)


def refuse_far_days(day: date) -> None:
    """Raise ValidationError for a day that is so far off that nobody can mean it."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(NO_SUCH_YEAR, code="far")


def _kind_of(field: Field) -> object:
    """Return the class of a field; mypy holds that what is a class of forms has no hash, and so no cache."""
    return type(field)


@cache
def _list_plain(kind: type[Any]) -> dict[str, Any]:
    """Return what fields of this kind say in our words."""
    own = [words for known, words in BY_KIND.items() if issubclass(kind, known)]
    return {code: said for words in (PLAIN, *own) for code, said in words.items()}


def _list_own(field: Field, stored: Sequence[Any]) -> set[str]:
    """Return the codes of the refusals for which the field or its column has words of its own."""
    own = {check.code for check in (*field.validators, *stored) if not _is_plain_django(check)}
    usual = _list_usual(_kind_of(field))
    return own | {code for code, said in field.error_messages.items() if not _is_same(said, usual.get(code))}


def _is_plain_django(validator: Any) -> bool:
    return _is_same(getattr(validator, "message", None), getattr(type(validator), "message", None))


def _is_same(said: Any, usual: Any) -> bool:
    """Return whether these are the same words; to compare two messages, both are translated."""
    return said is usual or bool(said == usual)


@cache
def _list_usual(kind: type[Any]) -> dict[str, Any]:
    """Return what a field of this kind says when nobody has told it otherwise."""
    above = (vars(base).get("default_error_messages", {}) for base in reversed(kind.__mro__))
    return {code: said for messages in above for code, said in messages.items()}


def _list_names(constraint: BaseConstraint) -> list[str]:
    """Return the fields of a constraint, by the names that they have in a form."""
    names: list[str] = []
    if isinstance(constraint, UniqueConstraint):
        names = [*constraint.fields, *(str(getattr(one, "name", "")) for one in constraint.expressions)]
    elif isinstance(constraint, CheckConstraint) and isinstance(constraint.condition, Q):
        names = list(_read(constraint.condition))
    return [name.partition("__")[0].removeprefix(NORMAL) for name in names]


def _read(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _read(child)
        elif isinstance(child, tuple):
            yield str(child[0])
