"""What a workshop is for, and whom people ask for help."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.careful_fields import RowChoiceField
from organising.forms.step_form import StepForm, make_box
from workshops.models import Workshop

SLUG_LENGTH = 60


class TitleForm(StepForm):
    """The title of a workshop and, as long as it can change, its address, which may be left empty."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Return the address in small letters; an empty one is made from the title."""
        return suggest_slug(self.cleaned_data["slug"], self.cleaned_data.get("title", ""), self.instance)


class PurposeForm(TitleForm):
    """Title, address, brief, and help."""

    needed_to_open = frozenset({"contact_name", "contact_email", "safeguarding"})

    class Meta:
        model = Workshop
        fields = (
            "title", "slug", "summary", "brief", "contact_name", "contact_email", "contact_phone",
            "safeguarding", "safeguarding_email",
        )  # fmt: skip
        formfield_callback = make_box
        labels = {
            "slug": _("Last part of the address"),
            "summary": _("Summary, in one or two sentences"),
            "contact_name": _("Name of the contact"),
            "contact_email": _("E-mail address of the contact"),
            "contact_phone": _("Telephone of the contact"),
            "safeguarding": _("Safeguarding and Freedom to Speak Up contacts"),
            "safeguarding_email": _("E-mail address of the safeguarding contact"),
        }
        help_texts = {
            "title": _("What the workshop is called, in a few words."),
            "slug": _(
                "Small letters, numbers and hyphens. Leave it empty and we make it from the title. It stays "
                "once the workshop is open, because posters show it."
            ),
            "contact_name": _("Whom people ask when something does not work, or is not clear."),
            "contact_email": _("If there is none, write a telephone number below."),
            "safeguarding": _(
                "Whom to ring when somebody is at risk, and who the Freedom to Speak Up guardian is."
            ),
            "safeguarding_email": _(
                "When somebody reports a danger, the text alone is mailed here at once. No name goes "
                "with it. Leave it empty and it goes to the first address in the box above, or else to the "
                "contact."
            ),
        }


class NewWorkshopForm(TitleForm):
    """The first thing that is written of a workshop: its title. All else can wait."""

    source = RowChoiceField(
        Workshop.objects.none(),
        label=_("Begin with a copy"),
        required=False,
        empty_label=_("No, begin with nothing"),
        help_text=_(
            "Of a workshop that you organise: its settings, themes, materials, poll and codebook. Not its "
            "people, their texts, its dates, and whom people ask for help."
        ),
    )

    class Meta:
        model = Workshop
        fields = ("title", "slug")
        formfield_callback = make_box
        labels = PurposeForm.Meta.labels
        help_texts = PurposeForm.Meta.help_texts

    def offer(self, sources: QuerySet[Workshop]) -> None:
        """Let one of these be copied; without any the question goes."""
        field = self.fields["source"]
        assert isinstance(field, RowChoiceField)  # noqa: S101  # nosec B101
        field.queryset = sources
        if not sources:
            del self.fields["source"]


def suggest_slug(typed: str, title: str, workshop: Workshop) -> str:
    """Return the address that was typed in small letters, or else one of the title that is free.

    Raises ValidationError where neither has letters that an address can have.
    """
    if typed:
        return typed.lower()
    plain = slugify(title)[: SLUG_LENGTH - 4].strip("-")
    if not plain:
        raise ValidationError(_("Write an address: we can’t make one of this title."), code="no_slug")
    taken = set(
        Workshop.objects.filter(slug__startswith=plain).exclude(pk=workshop.pk).values_list("slug", flat=True)
    )
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (plain, *numbered) if one not in taken)
