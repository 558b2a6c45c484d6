"""A workshop as its organisers set it up. A site administrator makes it, together with its key."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.db.models import EmailField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.beside_fields import BesideFields
from ideas_platform.lib.pasted_address import PastedAddressField
from ideas_platform.lib.quiet_admin import QuietAdmin
from workshops.admin.dates import list_date_addresses
from workshops.admin.invitations import list_invitation_addresses
from workshops.admin.join_codes import list_code_addresses
from workshops.admin.materials import MaterialInline, UpdateInline
from workshops.admin.moments import NAMED_MOMENTS
from workshops.admin.opening import Question, check_opening
from workshops.admin.parts import GroupInline, PollInline, PollOptionInline, ThemeInline
from workshops.admin.pausing import list_pause_addresses
from workshops.admin.pictures import PictureInline
from workshops.admin.readiness import describe_readiness
from workshops.admin.scope import organises
from workshops.admin.staffing import list_staff_addresses
from workshops.domain.admission import domain_of, normalise_address
from workshops.domain.date_changes import find_practice_obstacle
from workshops.domain.fixed_fields import DATES, list_fixed
from workshops.domain.keys import create_workshop
from workshops.domain.openings import list_needed, look_again
from workshops.domain.staff import list_staffed
from workshops.models import Workshop
from workshops.phases import NOT_YET_OPEN, Phase
from workshops.statistics.participation import list_bands

PHASES = {
    Phase.DRAFT: _("draft"),
    Phase.ANNOUNCED: _("announced"),
    Phase.OPEN: _("open"),
    Phase.CLOSED: _("closed"),
    Phase.PUBLISHED: _("published"),
}
WILL_NOT_OPEN = _("No date will open it until this is there: %(missing)s.")
PARTS = [ThemeInline, GroupInline, PollInline, PollOptionInline, PictureInline, MaterialInline, UpdateInline]


class WorkshopForm(BesideFields):
    """What organisers may write; `asks` is what they have to confirm before it is saved."""

    asks: Question | None = None

    def clean_slug(self) -> str:
        """Return the address in small letters: one in capitals leads to it."""
        slug = str(self.cleaned_data["slug"])
        return slug.lower() if "slug" in self.changed_data else slug

    def clean_allowed_domains(self) -> list[str]:
        """Return the domains in the form in which they are compared; refuse what is none."""
        try:
            domains = [
                domain_of(normalise_address(f"any@{name}")) for name in self.cleaned_data["allowed_domains"]
            ]
            for domain in domains:
                validate_domain_name(domain)
            return domains
        except (ValueError, ValidationError) as error:
            raise ValidationError(_("Write domains like “trust.nhs.uk”, separated by commas.")) from error

    def clean(self) -> dict[str, Any]:
        """Say next to the date which one is out of order."""
        cleaned = super().clean() or {}
        times = {name: cleaned.get(name, getattr(self.instance, name)) for name in DATES}
        for earlier, later in pairwise(name for name in DATES if times[name]):
            if times[later] < times[earlier]:
                self._refuse_date(earlier, later)
        self.asks = check_opening(self)
        self._check_practice(cleaned)
        return cleaned

    def _check_practice(self, cleaned: dict[str, Any]) -> None:
        """Refuse of a practice workshop a date on which it is deleted already."""
        trial = Workshop(
            practice=cleaned.get("practice", self.instance.practice),
            practice_ends_on=self.instance.practice_ends_on,
        )
        for name in DATES:
            obstacle = find_practice_obstacle(trial, cleaned.get(name))
            if obstacle and name in self.changed_data:
                self.add_error(name, obstacle)

    def _refuse_date(self, earlier: str, later: str) -> None:
        changed = later if later in self.changed_data else earlier
        labels = {name: Workshop._meta.get_field(name).verbose_name for name in DATES}  # type: ignore[union-attr]
        words = _("Out of order: “%(earlier)s” must come before “%(later)s”.")
        if changed in self.fields:
            self.add_error(changed, words % {"earlier": labels[earlier], "later": labels[later]})


@admin.register(Workshop)
class WorkshopAdmin(QuietAdmin[Workshop]):
    """Workshops: their organisers write, their design group reads."""

    form = WorkshopForm
    formfield_overrides = {**NAMED_MOMENTS, EmailField: {"form_class": PastedAddressField}}
    list_display = ["title", "slug", "phase_reached", "opens_at", "closes_at", "practice"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "brief", "practice"]}),
        (
            _("Help"),
            {
                "fields": [
                    "contact_name",
                    "contact_email",
                    "contact_phone",
                    "safeguarding",
                    "safeguarding_email",
                ]
            },
        ),
        (_("Dates"), {"fields": [*DATES, "shred_on"]}),
        (
            _("Who may join, and what they are asked"),
            {"fields": ["allowed_domains", "asks_organisation", "asks_borough", "group_question"]},
        ),
        (
            _("Moderation and releases"),
            {
                "fields": [
                    "moderation",
                    "reporters_that_hold",
                    "release_people",
                    "release_within",
                    "minimum_members",
                    "boards_after_votes",
                ]
            },
        ),
        (_("How support is counted"), {"fields": ["cluster_by", "common_ground_by", "rho"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Workshop]:
        """Return the workshops on whose staff the user is."""
        return list_staffed(request.user).with_phase()

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether the user is on the staff of anything."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, _obj: Workshop | None = None) -> bool:
        """Return whether the user is on the staff of anything; the queryset holds no other workshops."""
        return list_staffed(request.user).exists() or request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return whether the user is a site administrator."""
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Workshop | None = None) -> bool:
        """Return whether the user organises the workshop."""
        return organises(request, obj.pk if obj else None)

    def has_delete_permission(self, _request: HttpRequest, _obj: Workshop | None = None) -> bool:
        """Return False: what people wrote stays."""
        return False

    def get_inlines(self, _request: HttpRequest, obj: Workshop | None) -> list[Any]:
        """Return what is written on the page of a workshop that is there."""
        return PARTS if obj else []

    def get_readonly_fields(self, _request: HttpRequest, obj: Workshop | None = None) -> list[str]:
        """Return what stays as it is."""
        if obj is None:
            return []
        return sorted(list_fixed(obj))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Return the page; before the workshop opens it says what is still missing."""
        workshop = context["original"]
        if workshop is not None and workshop.phase in NOT_YET_OPEN:
            context["readiness"] = describe_readiness(workshop)
        if workshop is not None:
            context["bands"] = list_bands(workshop)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Workshop, form: Any, change: bool) -> None:
        """Save; a new workshop is made with its key."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            create_workshop(obj)

    def get_urls(self) -> list[URLPattern]:
        """Return the admin's own addresses, and those of the workshop's people."""
        own = [
            *list_staff_addresses(),
            *list_invitation_addresses(),
            *list_code_addresses(),
            *list_pause_addresses(),
            *list_date_addresses(),
        ]
        return [*own, *super().get_urls()]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the parts, then look whether dates may open the workshop; say so where they may not."""
        super().save_related(request, form, formsets, change)
        workshop = Workshop.objects.with_phase().get(pk=form.instance.pk)
        if workshop.phase not in NOT_YET_OPEN or look_again(workshop):
            return
        if workshop.announced_at or workshop.opens_at:
            missing = ", ".join(str(item.label) for item in list_needed(workshop))
            self.message_user(request, WILL_NOT_OPEN % {"missing": missing}, messages.WARNING)

    @admin.display(description=_("phase"))
    def phase_reached(self, workshop: Workshop) -> str:
        """Return where the workshop is in its life."""
        return str(PHASES[workshop.phase])
