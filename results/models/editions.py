"""The work side: an edition of the Declaration, its foundations, and whom it speaks to.

Triggers beside the tables keep all of an edition as it is once it is released.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workshops.models import Membership, Workshop

TITLE_LENGTH = 120
PROMISE_LENGTH = 300
TEXT_LENGTH = 6_000
PREAMBLE_LENGTH = 6_000
STOOD_BEHIND_LENGTH = 500
WORD_LENGTH = 40
# Last parts of addresses below an edition that are taken, so that no foundation is called so.
TAKEN_SLUGS = frozenset({"changes", "not-used", "for"})


class EditionQuerySet(models.QuerySet["Edition"]):
    """Named questions about editions."""

    def released(self) -> EditionQuerySet:
        """Those that everybody may read."""
        return self.filter(released_on__isnull=False)

    def in_work(self) -> EditionQuerySet:
        """Those that the design group still writes: one at most in a workshop."""
        return self.filter(released_on=None)

    def latest_first(self) -> EditionQuerySet:
        """By number, the last one first."""
        return self.order_by("-number")


class Edition(models.Model):
    """One edition of a workshop's Declaration. Once released it never changes: a correction is a new one."""

    class Kind(models.TextChoices):
        """What it is for."""

        DRAFT = "draft", _("draft")
        CONSULTATION = "consultation", _("consultation")
        FINAL = "final", _("final")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.DRAFT)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    preamble = models.TextField(_("preamble"), max_length=PREAMBLE_LENGTH, blank=True)
    stood_behind_by = models.CharField(_("who stands behind it"), max_length=STOOD_BEHIND_LENGTH, blank=True)
    # The workshop's own word for a foundation, for one and for several.
    foundation_word = models.CharField(_("word for one foundation"), max_length=WORD_LENGTH)
    foundations_word = models.CharField(_("word for several foundations"), max_length=WORD_LENGTH)
    # The last day on which a consultation edition takes answers.
    answers_until = models.DateField(_("answers until"), null=True, blank=True)
    released_on = models.DateField(_("released on"), null=True, editable=False)
    released_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # Grows with each change of the fields above: whoever saves second sees both texts.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="edition_numbered_once"),
            models.UniqueConstraint(
                fields=["workshop"], condition=Q(released_on=None), name="edition_in_work_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["draft", "consultation", "final"]), name="edition_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(released_on=None) | ~Q(kind="draft"), name="edition_draft_is_not_released"
            ),
            models.CheckConstraint(
                condition=Q(answers_until=None) | Q(kind="consultation"),
                name="edition_answers_only_in_consultation",
            ),
        ]

    def __str__(self) -> str:
        return f"edition {self.number}"

    @property
    def is_released(self) -> bool:
        """Whether everybody may read it, so that it stays as it is."""
        return self.released_on is not None


class Foundation(models.Model):
    """One part of an edition, with a page of its own: what is promised in one sentence, and a text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="foundations")
    # The last part of its address, the same from edition to edition.
    slug = models.SlugField(_("address"), max_length=60)
    order = models.PositiveSmallIntegerField(_("place"))
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    promise = models.CharField(_("promise"), max_length=PROMISE_LENGTH, blank=True)
    text = models.TextField(_("text"), max_length=TEXT_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("foundation")
        verbose_name_plural = _("foundations")
        ordering = ["order", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="foundation_address_once"),
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(TAKEN_SLUGS)), name="foundation_address_is_free"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Audience(models.Model):
    """Somebody a statement can be addressed to, in the workshop's own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="audiences")
    slug = models.SlugField(_("address"), max_length=60)
    name = models.CharField(_("audience"), max_length=60)
    order = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["order", "slug"]
        constraints = [models.UniqueConstraint(fields=["workshop", "slug"], name="audience_address_once")]

    def __str__(self) -> str:
        return self.name


class Lineage(models.Model):
    """What became of a statement of the last edition, or where one of this edition comes from, and why."""

    class Deed(models.TextChoices):
        """What was done."""

        KEPT = "kept", _("kept")
        REWORDED = "reworded", _("reworded")
        SPLIT = "split", _("split")
        MERGED = "merged", _("merged")
        NEW = "new", _("new")
        DROPPED = "dropped", _("dropped")

        @property
        def keeps_point(self) -> bool:
            """Whether it still says the same: what was said of the one before is true of it."""
            return self in (self.KEPT, self.REWORDED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="lineage")
    # The statement of this edition; none for one that was dropped.
    statement = models.ForeignKey(
        "results.Statement", null=True, on_delete=models.CASCADE, related_name="lineage"
    )
    # The statement of the edition before; none for a new one.
    previous = models.ForeignKey(
        "results.Statement", null=True, on_delete=models.CASCADE, related_name="successors"
    )
    deed = models.CharField(_("what was done"), max_length=8, choices=Deed.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lineage")
        verbose_name_plural = _("lineage")
        constraints = [
            models.CheckConstraint(
                condition=Q(deed="new", statement__isnull=False, previous=None)
                | Q(deed="dropped", statement=None, previous__isnull=False)
                | Q(
                    deed__in=["kept", "reworded", "split", "merged"],
                    statement__isnull=False,
                    previous__isnull=False,
                ),
                name="lineage_joins_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(statement=None) | Q(previous=None) | ~Q(statement=F("previous")),
                name="lineage_of_two_statements",
            ),
            models.UniqueConstraint(
                fields=["statement", "previous"], nulls_distinct=False, name="lineage_said_once"
            ),
        ]

    def __str__(self) -> str:
        return self.deed
