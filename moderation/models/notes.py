"""The work side: what the design group writes to each other about a text, a code or the whole workshop."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Now, TruncDate
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment, Idea
from moderation.models.codes import Code
from moderation.models.codings import READERS, Coding, Text
from moderation.models.other_voices import Passage
from workshops.models import Membership, Workshop

NOTE_LENGTH = 1_000
ABOUT = ("idea__workshop", "comment__idea__workshop", "passage__voice", "code")
ABOUT_ONE_AT_MOST = (
    Q(comment=None, passage=None, code=None)
    | Q(idea=None, passage=None, code=None)
    | Q(idea=None, comment=None, code=None)
    | Q(idea=None, comment=None, passage=None)
)


def _is_open() -> Q:
    """Return what asks of a note whether it can tell nobody what another coder thinks."""
    item = Coalesce(OuterRef("idea"), OuterRef("comment"), OuterRef("passage"))
    first, second = (Exists(Coding.objects.filter(item=item, reader=number)) for number in READERS)
    return Q(blind=False) | (first & second)


class NoteQuerySet(models.QuerySet["Note"]):
    """Named questions about notes."""

    def visible_to(self, reader: Membership) -> NoteQuerySet:
        """Those of the reader's workshop that cannot tell them what another coder thinks.

        Of a text that two people code without looking at each other one sees one's own alone until both have.
        """
        return self.filter(_is_open() | Q(written_by=reader), workshop=reader.workshop_id)

    def open_to_all(self) -> NoteQuerySet:
        """Those that can tell nobody what another coder thinks."""
        return self.filter(_is_open())

    def with_places(self) -> NoteQuerySet:
        """The same with what they are about, who wrote them and for whom, in the order of writing."""
        rows = self.select_related("workshop", "written_by__user", *ABOUT)
        return rows.prefetch_related("mentions__mentioned__user").order_by("number")


class Note(models.Model):
    """Plain words of one member of the staff for the others: about a text, a code, or the workshop.

    It goes with a text that is taken back, and words that are covered there are covered here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="notes")
    # In the order of writing; it tells no time.
    number = models.PositiveIntegerField()
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, null=True, on_delete=models.CASCADE, related_name="+")
    code = models.ForeignKey(Code, null=True, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("note"), max_length=NOTE_LENGTH)
    # About a text that two people code without seeing what the other chose.
    blind = models.BooleanField(default=False)
    version = models.PositiveSmallIntegerField(default=1)
    written_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    written_on = models.DateField(db_default=TruncDate(Now()))

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="note_numbered_once"),
            models.CheckConstraint(condition=ABOUT_ONE_AT_MOST, name="note_about_one_at_most"),
        ]

    def __str__(self) -> str:
        return "note"

    @property
    def about(self) -> Text | Code | None:
        """The text or code that it is about, None for the workshop."""
        return self.idea or self.comment or self.passage or self.code


class Mention(models.Model):
    """That a note is for somebody of the staff, and whether they have marked it as read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    mentioned = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    read = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "mentioned"], name="mention_once")]

    def __str__(self) -> str:
        return "mention"
