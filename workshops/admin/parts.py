"""What is edited on a workshop's own page: its themes, its answers to "I am a …", its straw poll."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.forms import BaseInlineFormSet, Textarea
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import BesideFields
from ideas_platform.lib.quiet_admin import TidyBoxes
from workshops.admin.scope import organises
from workshops.models import Group, Poll, PollOption, Theme, Workshop
from workshops.models.polls import FEWEST_OPTIONS
from workshops.phases import NOT_YET_OPEN


class DifferentRows(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows no two of which may have the same number or name."""

    differ_in: tuple[str, ...] = ("number",)

    def clean(self) -> None:
        """Raise ValidationError where two rows are the same, before the database does."""
        super().clean()
        rows = self.kept_rows()
        times = Counter((name, row[name]) for row in rows for name in self.differ_in if name in row)
        twice = [str(value) for (_name, value), number in times.items() if number > 1]
        if twice:
            raise ValidationError(_("“%(value)s” is there twice."), code="twice", params={"value": twice[0]})

    def kept_rows(self) -> list[dict[str, Any]]:
        """Return what was filled in, without empty rows and those to be taken away."""
        filled = [form.cleaned_data for form in self.forms if form.is_valid()]
        return [row for row in filled if row and not row.get("DELETE")]


class DifferentNames(DifferentRows):
    """Rows no two of which may have the same name."""

    differ_in = ("name",)


class PartInline(TidyBoxes, admin.options.InlineModelAdmin):  # type: ignore[type-arg]
    """Rows that organisers edit. Once the workshop is open none is taken away: people have chosen them."""

    extra = 0
    form = BesideFields

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


class GroupInline(PartInline, admin.StackedInline):  # type: ignore[type-arg]
    """The answers to "I am a …"."""

    model = Group
    formset = DifferentNames
    fields = [("number", "name")]


class PollPartInline(PartInline):
    """A part of the straw poll: fixed once the workshop is open, since people answer what they read."""

    def has_add_permission(self, request: HttpRequest, obj: Workshop | None = None) -> bool:
        """Return whether the user organises the workshop and it has not opened."""
        return self.has_delete_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Workshop | None = None) -> bool:
        """Return whether the user organises the workshop and it has not opened."""
        return self.has_delete_permission(request, obj)


class PollInline(PollPartInline, admin.StackedInline):  # type: ignore[type-arg]
    """The question of the straw poll."""

    model = Poll
    max_num = 1
    fields = ["question", "supportive_words"]


class EnoughOptions(DifferentRows):
    """The answers that can be chosen: none at all, or at least two."""

    differ_in = ("number", "label")

    def clean(self) -> None:
        """Raise ValidationError where there is just one."""
        super().clean()
        if 0 < len(self.kept_rows()) < FEWEST_OPTIONS:
            raise ValidationError(_("Write at least two answers to the straw poll."), code="few")


class PollOptionInline(PollPartInline, admin.StackedInline):  # type: ignore[type-arg]
    """The answers of the straw poll, in order."""

    model = PollOption
    formset = EnoughOptions
    fields = [("number", "label", "supportive")]
