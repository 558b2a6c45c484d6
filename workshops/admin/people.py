"""Whom a workshop lets in, and where they work. It never shows who came."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import EmailField, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import PLAIN, BesideFields
from ideas_platform.lib.big_numbers import write_number
from ideas_platform.lib.pasted_address import PastedAddressField
from ideas_platform.lib.references import random_reference
from workshops.admin.scope import PartAdmin
from workshops.domain.admission import normalise_address
from workshops.domain.join_codes import MOST_USES, describe_uses, draw_uses
from workshops.models import Invitation, JoinCode, Organisation, Workshop

OF_ANOTHER = _("Choose an organisation of this workshop.")
LAST_DAY = _("If you leave it empty: the day on which the workshop closes.")
OF_WORKSHOP = [("workshop", admin.RelatedOnlyFieldListFilter)]


@admin.register(Organisation)
class OrganisationAdmin(PartAdmin[Organisation]):
    """Organisations. One that is no longer offered stays with those who chose it."""

    fields = ["workshop", "name", "kind", "borough", "workforce", "listed"]
    list_display = ["name", "kind", "borough", "workforce", "listed", "workshop"]
    list_filter = [*OF_WORKSHOP, "kind", "listed"]
    list_select_related = ["workshop", "borough"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        """Return the organisations whose names are shown: what somebody typed in joining is not yet."""
        return super().get_queryset(request).filter(shown=True)

    def has_delete_permission(self, _request: HttpRequest, _obj: Organisation | None = None) -> bool:
        """Return False: those who work there would be counted under none."""
        return False


class JoinCodeForm(BesideFields):
    """A join code for an organisation of the same workshop."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not among those of the workshop that was chosen.
        if "organisation" in self.fields:
            self.fields["organisation"].error_messages["invalid_choice"] = OF_ANOTHER
        if "ends_on" in self.fields:
            self.fields["ends_on"].required = False
            self.fields["ends_on"].help_text = _(
                "If you leave it empty: the day on which the workshop closes."
            )

    def clean_uses(self) -> int:
        """Return how many people it is for; refuse what no organisation has."""
        uses = int(self.cleaned_data["uses"])
        if uses > MOST_USES:
            raise ValidationError(
                _("A code is for at most %(most)s people.") % {"most": write_number(MOST_USES)}
            )
        return uses

    def clean_ends_on(self) -> date:
        """Return its last day, without one that of its workshop.

        A new code that is over already lets nobody in. An old one ends so.
        """
        ends_on: date | None = self.cleaned_data["ends_on"] or self._find_last_day()
        if ends_on is None:
            raise ValidationError(PLAIN["required"])
        if self.instance._state.adding and ends_on < timezone.localdate():
            raise ValidationError(_("This day is past: the code would let nobody in."))
        return ends_on

    def clean(self) -> dict[str, Any]:
        """Refuse an organisation of another workshop."""
        cleaned = super().clean() or {}
        workshop, organisation = cleaned.get("workshop"), cleaned.get("organisation")
        if workshop and organisation and organisation.workshop_id != workshop.pk:
            self.add_error("organisation", OF_ANOTHER)
        if (code := cleaned.get("code")) and self._looks_like_another(code):
            self.add_error("code", _("This code looks like another one: O is read as 0, I and L as 1."))
        return cleaned

    def _find_last_day(self) -> date | None:
        """Return the day on which the chosen workshop closes, as far as both are known."""
        workshop: Workshop | None = self.cleaned_data.get("workshop")
        closes_at = workshop.closes_at if workshop else None
        return timezone.localdate(closes_at) if closes_at else None

    def _looks_like_another(self, code: str) -> bool:
        return JoinCode.objects.meant_by(code).exclude(pk=self.instance.pk).exists()


@admin.register(JoinCode)
class JoinCodeAdmin(PartAdmin[JoinCode]):
    """Join codes. How many uses are left is not shown exactly: it would tell how many came, and when."""

    form = JoinCodeForm
    list_display = ["code", "organisation", "uses_told_of", "ends_on", "workshop"]
    list_filter = [*OF_WORKSHOP]
    list_select_related = ["workshop", "organisation"]

    def get_fields(self, _request: HttpRequest, obj: JoinCode | None = None) -> list[Any]:
        """Return what is asked for a new code, and what can be seen of an old one."""
        if obj is None:
            return ["workshop", "organisation", "uses", "ends_on"]
        return ["code", "workshop", "organisation", "uses_told_of", "ends_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: JoinCode | None = None) -> list[Any]:
        """Return what stays as it is: all but the end."""
        fixed = ["code", "organisation", "uses_told_of"] if obj is not None else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def has_delete_permission(self, _request: HttpRequest, _obj: JoinCode | None = None) -> bool:
        """Return False: a code ends by its date. Who came by it counts as few in a release for ever."""
        return False

    def save_model(self, request: HttpRequest, obj: JoinCode, form: Any, change: bool) -> None:
        """Save; a new code is made here, so that it cannot be guessed."""
        if not change:
            obj.code, obj.uses_left = random_reference(), draw_uses(obj.uses)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("uses left, as of the last release"))
    def uses_told_of(self, code: JoinCode) -> str:
        """Return how many uses are left, in words that change with releases."""
        return describe_uses(code)


class InvitationForm(BesideFields):
    """An address to let in."""

    def clean_email(self) -> str:
        """Return the address in the form in which it is compared."""
        try:
            return normalise_address(self.cleaned_data["email"])
        except ValueError as error:
            raise ValidationError(_("That is not an e-mail address."), code="invalid") from error


@admin.register(Invitation)
class InvitationAdmin(PartAdmin[Invitation]):
    """Invitations as they were sent. Nothing here tells who accepted."""

    form = InvitationForm
    formfield_overrides = {EmailField: {"form_class": PastedAddressField}}
    fields = ["workshop", "email", "role"]
    list_display = ["email", "role", "workshop"]
    list_filter = [*OF_WORKSHOP, "role"]
    ordering = ["email"]

    def has_change_permission(self, _request: HttpRequest, _obj: Invitation | None = None) -> bool:
        """Return False: an invitation is taken back, and another one sent."""
        return False
