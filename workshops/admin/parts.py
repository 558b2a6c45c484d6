"""What is edited on a workshop's own page: its themes, and its answers to "I am a …"."""

from __future__ import annotations

from collections import Counter

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.forms import BaseInlineFormSet, Textarea
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from workshops.admin.scope import NOT_YET_OPEN, organises
from workshops.models import Group, Theme, Workshop


class DifferentRows(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows no two of which may have the same number or name."""

    differ_in = "number"

    def clean(self) -> None:
        """Raise ValidationError where two rows are the same, before the database does."""
        super().clean()
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.is_valid() and not form.cleaned_data.get("DELETE")
        ]
        times = Counter(row[self.differ_in] for row in kept if self.differ_in in row)
        twice = [str(value) for value, number in times.items() if number > 1]
        if twice:
            raise ValidationError(_("“%(value)s” is there twice."), code="twice", params={"value": twice[0]})


class DifferentNames(DifferentRows):
    """Rows no two of which may have the same name."""

    differ_in = "name"


class PartInline(admin.options.InlineModelAdmin):  # type: ignore[type-arg]
    """Rows that organisers edit. Once the workshop is open none is taken away: people have chosen them."""

    extra = 0

    def has_view_permission(self, _request: HttpRequest, _obj: Workshop | None = None) -> bool:
        """Return True: who sees the workshop sees its parts."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Workshop | None = None) -> bool:
        """Return whether the user organises the workshop."""
        return organises(request, obj.pk if obj else None)

    def has_change_permission(self, request: HttpRequest, obj: Workshop | None = None) -> bool:
        """Return whether the user organises the workshop."""
        return organises(request, obj.pk if obj else None)

    def has_delete_permission(self, request: HttpRequest, obj: Workshop | None = None) -> bool:
        """Return whether the user organises the workshop and it has not opened."""
        return obj is not None and obj.phase in NOT_YET_OPEN and organises(request, obj.pk)


class ThemeInline(PartInline, admin.StackedInline):  # type: ignore[type-arg]
    """The numbered points of the draft."""

    model = Theme
    formset = DifferentRows
    fields = ["number", "title", "text", "references"]
    formfield_overrides = {TextField: {"widget": Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}}


class GroupInline(PartInline, admin.TabularInline):  # type: ignore[type-arg]
    """The answers to "I am a …"."""

    model = Group
    formset = DifferentNames
    fields = ["number", "name"]
