"""What a constraint refuses is told beside the field that it is about, not at the top of a long form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint
from django.forms import ModelForm

# Before the name of a column that holds another field in the form in which it is compared.
NORMAL = "normal_"


class BesideFields(ModelForm):  # type: ignore[type-arg]
    """A form of the admin: errors of constraints stand beside a field where one can be told."""

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
