"""Who may join, and what they are asked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import FEWEST_USES
from ideas_platform.lib.beside_fields import PlainForm, speak_plainly
from ideas_platform.lib.long_text import LongTextField, NameField
from organising.forms.step_form import StepForm, make_box
from workshops.domain.admission import domain_of, normalise_address
from workshops.domain.group_names import MOST_GROUPS, GroupNames
from workshops.domain.join_codes import MOST_USES
from workshops.models import Workshop
from workshops.models.places import NAME_LENGTH

MOST_ORGANISATIONS = 300
NO_DOMAIN = _("This is no domain: %(name)s. Write domains like “trust.nhs.uk”, each on a line of its own.")


class DomainsField(LongTextField):
    """E-mail domains, one a line or with commas."""

    def prepare_value(self, value: Any) -> Any:
        """Return the domains as the box shows them."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the domains in the form in which they are compared, each once; raises ValidationError."""
        return list(dict.fromkeys(map(read_domain, re.split(r"[\s,;]+", super().clean(value).strip()))))


def read_domain(name: str) -> str:
    """Return a domain in the form in which domains are compared; raises ValidationError for what is none."""
    try:
        domain = domain_of(normalise_address(f"any@{name.removeprefix('@')}"))
        validate_domain_name(domain)
    except (ValueError, ValidationError) as error:
        raise ValidationError(NO_DOMAIN % {"name": name[:80]}, code="no_domain") from error
    return domain


class DomainsForm(StepForm):
    """The domains whose people may join without a code or an invitation."""

    allowed_domains = DomainsField(
        label=_("E-mail domains"),
        max_length=6_000,
        required=False,
        help_text=_(
            "Everybody with an address there may join: one domain on each line, like trust.nhs.uk. Leave it "
            "empty to let people in by join code or invitation only."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )

    class Meta:
        model = Workshop
        fields = ("allowed_domains",)
        formfield_callback = make_box


class QuestionsForm(StepForm):
    """What people are asked when they join."""

    groups = LongTextField(
        label=_("Answers to this question"),
        max_length=3_000,
        required=False,
        help_text=_("One on each line, such as nurse, carer, manager. People choose one, or none."),
    )

    class Meta:
        model = Workshop
        fields = ("asks_organisation", "asks_borough", "group_question")
        formfield_callback = make_box
        labels = {
            "asks_organisation": _("Ask where people work"),
            "asks_borough": _("Ask for the borough"),
            "group_question": _("A question about who people are"),
        }
        help_texts = {
            "asks_organisation": _("So that no organisation counts for more than its share."),
            "asks_borough": _("So that you see which parts of London are missing."),
            "group_question": _("Such as “I am a …”. Leave it empty to ask nothing."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["groups"] = "\n".join(GroupNames().read(self.instance))

    def find_part(self) -> GroupNames:
        """Return the answers that were written."""
        return GroupNames(tuple(getattr(self, "cleaned_data", {}).get("groups") or ()))

    def clean_groups(self) -> list[str]:
        """Return the answers, one a line, each once; raises ValidationError for one that is too long."""
        lines = [line.strip() for line in self.cleaned_data["groups"].splitlines() if line.strip()]
        one = NameField(max_length=self._longest())
        names = list(dict.fromkeys(one.clean(line) for line in lines))
        if len(names) > MOST_GROUPS:
            raise ValidationError(_("Write at most %(most)d answers.") % {"most": MOST_GROUPS})
        return names

    def _longest(self) -> int:
        return int(self.instance.groups.model._meta.get_field("name").max_length)


class JoinCodeForm(PlainForm):
    """A new join code: for whom, for how many, until when."""

    organisation = NameField(
        label=_("Organisation"),
        max_length=NAME_LENGTH,
        help_text=_("Who comes by this code works there."),
        widget=forms.TextInput(attrs={"list": "organisations"}),
    )
    uses = forms.IntegerField(
        label=_("For how many people"),
        min_value=FEWEST_USES,
        max_value=MOST_USES,
        initial=50,
        help_text=_("Ten or more. By lot it lets a few more in, so that nobody can work out who has joined."),
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty for the day on which the workshop closes."),
    )

    def __init__(self, workshop: Workshop, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.workshop = workshop

    def clean_ends_on(self) -> date:
        """Return the last day; without one that on which the workshop closes."""
        closes_at = self.workshop.closes_at
        ends_on: date | None = self.cleaned_data["ends_on"]
        if ends_on is None and closes_at is None:
            raise ValidationError(_("Write a day, or first the dates of the workshop."), code="no_day")
        found = ends_on or timezone.localdate(closes_at)
        if found < timezone.localdate():
            raise ValidationError(_("This day is past: the code would let nobody in."), code="past")
        return found


class CodeEndForm(PlainForm):
    """Another last day of a join code. One that is past ends it."""

    ends_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class OrganisationsForm(PlainForm):
    """Organisations that are to be offered to people who join, and that get packs."""

    names = LongTextField(
        label=_("Add organisations"),
        max_length=30_000,
        help_text=_("The name of one on each line. Names that are in the list already change nothing."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write at least one name.")},
    )

    def clean_names(self) -> list[str]:
        """Return the names, each once; raises ValidationError for one that is too long, or too many."""
        one = NameField(max_length=NAME_LENGTH)
        speak_plainly(one)
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(lines) > MOST_ORGANISATIONS:
            raise ValidationError(_("Write at most %(most)d at a time.") % {"most": MOST_ORGANISATIONS})
        return list(dict.fromkeys(filter(None, (one.clean(line) for line in lines))))
