"""The contribution side: what an author asks the design group to do about one of their own texts.

Whose text it is stands nowhere here: only its author can ask, which is seen by the tag of the text itself.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from ideas.models.comments import Comment
from ideas.models.ideas import Idea

REQUEST_LENGTH = 1_000
Kind = TypeVar("Kind", bound="AuthorRequest")


class AuthorRequestQuerySet(models.QuerySet[Kind]):
    """Named questions about requests."""

    def unreleased(self) -> AuthorRequestQuerySet[Kind]:
        """Those that the design group does not see yet."""
        return self.filter(released=False)

    def unanswered(self) -> AuthorRequestQuerySet[Kind]:
        """Those that the design group sees, and has not decided about."""
        return self.filter(released=True, answered=False)


class AuthorRequest(models.Model):
    """A request about one item: an idea, or a comment on it."""

    item = models.UUIDField(primary_key=True, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="%(class)ss")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="%(class)ss")
    words = models.TextField(_("words"), max_length=REQUEST_LENGTH, blank=True)
    released = models.BooleanField(default=False)
    answered = models.BooleanField(default=False)

    objects: Any = AuthorRequestQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(item=Coalesce(F("comment"), F("idea"))), name="%(class)s_item_is_what_it_is_about"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("words"), REQUEST_LENGTH), name="%(class)s_words_length"
            ),
        ]

    def __str__(self) -> str:
        return "request"


class SecondLook(AuthorRequest):
    """That somebody else of the design group looks again at what is hidden: once for each text."""


class CoverRequest(AuthorRequest):
    """That passages of a text are covered, each on a line of `words`, or all of it where there are none.

    Once the design group has decided, the words are gone from here.
    """
