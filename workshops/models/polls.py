"""The straw poll of a workshop: one question on an ordered scale."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Workshop

FEWEST_OPTIONS = 2


class Poll(models.Model):
    """A workshop's one question to everybody."""

    workshop = models.OneToOneField(Workshop, primary_key=True, on_delete=models.CASCADE, related_name="poll")
    question = models.CharField(
        _("question"), max_length=160, help_text=_("For example: Do you support the draft vision?")
    )
    # The key with which its answers were made is lost: they are kept as totals, and no more are taken.
    frozen = models.BooleanField(default=False, editable=False)
    supportive_words = models.CharField(
        _("what the supportive answers say"),
        max_length=120,
        blank=True,
        help_text=_("It follows the share: “91% …”. For example: support it completely or mostly"),
    )

    class Meta:
        verbose_name = _("straw poll")
        verbose_name_plural = _("straw poll")

    def __str__(self) -> str:
        return self.question


class PollOption(models.Model):
    """One answer that can be chosen in a workshop's poll; the numbers put them in order."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # The workshop's and not the poll's, so that both are edited on the workshop's own page.
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="poll_options")
    number = models.PositiveSmallIntegerField(_("number"))
    label = models.CharField(_("answer"), max_length=80)
    supportive = models.BooleanField(_("supportive"), default=False)

    class Meta:
        verbose_name = _("answer to the straw poll")
        verbose_name_plural = _("answers to the straw poll")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "workshop",
                "number",
                name="poll_option_number_once",
                violation_error_message=_("Two answers have this number. Give each its own."),
            ),
            models.UniqueConstraint(
                "workshop",
                "label",
                name="poll_option_label_once",
                violation_error_message=_("Two answers say the same. Change one."),
            ),
            # What an answer refers to: an option of its own workshop.
            models.UniqueConstraint(
                fields=["workshop", "id"],
                name="poll_option_of_workshop",
                violation_error_message=_("This answer is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
