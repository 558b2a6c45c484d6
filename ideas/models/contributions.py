"""What ideas and comments have in common: a reference, an author's tag, a state, and dates without times."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from ideas_platform.lib.references import random_reference

# What a release has something to do with; the partial indexes of both tables cover just this.
TO_RELEASE = Q(status="unreleased") | Q(withdrawal_pending=True)
# What the design group has not looked at; the desk counts it by the partial indexes of both tables.
UNREAD = Q(status="in_review") | Q(status="published", reviewed=False)
COUNTED_BY = ("id", "held", "held_by_reports", "review_since")

Kind = TypeVar("Kind", bound="Contribution")


class ContributionQuerySet(models.QuerySet[Kind]):
    """Named questions about ideas or comments."""

    def published(self) -> Self:
        """Those that all members see."""
        return self.filter(status=Contribution.Status.PUBLISHED)

    def unreleased(self) -> Self:
        """Those that wait for the next release; only their authors see them."""
        return self.filter(status=Contribution.Status.UNRELEASED)

    def to_release(self) -> Self:
        """Those that the next release shows, or takes away because their author wants it."""
        return self.filter(TO_RELEASE)

    def for_review(self) -> Self:
        """Those in the design group's queue: released, not yet looked at, not waiting for their author."""
        return self.filter(UNREAD).exclude(questions__ended="")

    def known_to_staff(self) -> Self:
        """Those that the design group may read: all that were released and not withdrawn."""
        return self.exclude(status__in=Contribution.NOT_FOR_STAFF)

    def newest_first(self) -> Self:
        """By date of release, in random order within a day: never by the moment of sending."""
        return self.order_by(F("published_on").desc(nulls_last=True), "ref")

    def unreleased_first(self) -> Self:
        """What is not released yet, then by date, in random order within a day."""
        return self.order_by(F("published_on").desc(nulls_first=True), "ref")

    def with_tags(self, tags: Sequence[bytes]) -> Self:
        """Those whose author has one of these tags."""
        return self.filter(thread_tag__in=tags)


class Contribution(models.Model):
    """Something that was written. Its author is a tag that nobody can turn back into a person."""

    class Status(models.TextChoices):
        """Where it is on its way."""

        UNRELEASED = "unreleased", _("waiting for the next release")
        IN_REVIEW = "in_review", _("with the design group")
        PUBLISHED = "published", _("published")
        HIDDEN = "hidden", _("hidden")
        WITHDRAWN = "withdrawn", _("taken back")
        # The workshop closed while it waited, and too few others had sent something to hide its author.
        LAPSED = "lapsed", _("came too late to be shown")

    # Nobody but its author reads what was never released, or was taken back.
    NOT_FOR_STAFF = (Status.UNRELEASED, Status.WITHDRAWN, Status.LAPSED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(
        _("reference"), max_length=16, unique=True, default=random_reference, editable=False
    )
    thread_tag = models.BinaryField(max_length=TAG_BYTES, editable=False)
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, default=Status.UNRELEASED)
    reviewed = models.BooleanField(_("looked at"), default=False)
    # Withdrawn by its author; the others see that with the next release, as they see everything.
    withdrawal_pending = models.BooleanField(default=False, editable=False)
    # It looks as if it could show who somebody is: the design group reads it before others do.
    held = models.BooleanField(_("held"), default=False, editable=False)
    # So many readers reported it that nobody else sees it until the design group has looked.
    held_by_reports = models.BooleanField(default=False, db_default=False, editable=False)
    # The design group has published it in these words: reports alone do not take it from view any more.
    approved = models.BooleanField(default=False, db_default=False, editable=False)
    waiting_since = models.DateField(null=True, editable=False)
    published_on = models.DateField(_("released on"), null=True, editable=False)
    # The date of the release since which the design group has had something to look at here.
    review_since = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("thread_tag"), TAG_BYTES), name="%(class)s_thread_tag_length"
            ),
            models.CheckConstraint(
                condition=Q(status="unreleased", published_on=None)
                | (~Q(status="unreleased") & Q(waiting_since=None)),
                name="%(class)s_dates_fit_its_state",
            ),
            models.CheckConstraint(
                condition=Q(withdrawal_pending=False) | ~Q(status__in=["unreleased", "withdrawn"]),
                name="%(class)s_leaves_only_what_is_there",
            ),
            models.CheckConstraint(
                condition=Q(held=False) | ~Q(status="published"), name="%(class)s_held_is_not_published"
            ),
            models.CheckConstraint(
                condition=Q(held_by_reports=False) | (~Q(status="published") & Q(approved=False)),
                name="%(class)s_held_by_reports_is_not_shown",
            ),
        ]
        indexes = [models.Index(fields=["thread_tag"], name="%(class)s_thread_tag")]

    def __str__(self) -> str:
        return self.ref
