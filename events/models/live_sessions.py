"""The work side: what the big screen of a live session shows, and what it can show next.

Nothing of a round is counted or kept here: people vote with their ordinary voice, and what a screen shows of
their votes is what the last release counted. No row has a time.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea
from ideas_platform.lib.references import random_reference
from voting.models import Board
from workshops.models import Workshop

CODE_LENGTH = 20


class LiveSession(models.Model):
    """The live session of a workshop: one at a time, opened and closed by its organisers.

    `key` is part of the screen's address: who knows it sees the screen. Another one is drawn at each opening.
    `version` grows with each press on the control, so that one that was made out of date does nothing.
    """

    workshop = models.OneToOneField(
        Workshop, primary_key=True, on_delete=models.CASCADE, related_name="live_session"
    )
    key = models.CharField(max_length=16, default=random_reference, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # A join code that the organisers want on the screen, "" for none.
    join_code = models.CharField(max_length=CODE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("live session")
        verbose_name_plural = _("live sessions")

    def __str__(self) -> str:
        return "live session"


class ScreenItem(models.Model):
    """One thing that a screen can show: an idea, the straw poll or a board."""

    class Kind(models.TextChoices):
        """What it is."""

        IDEA = "idea", _("idea")
        POLL = "poll", _("straw poll")
        BOARD = "board", _("board")

    class Stage(models.TextChoices):
        """How far its round is; a board has none."""

        PLANNED = "planned", _("no round yet")
        RUNNING = "running", _("a round runs")
        ENDED = "ended", _("the round has ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(LiveSession, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    board = models.CharField(max_length=16, choices=Board.Name.choices, blank=True)
    # Whether the screen shows it now; where it shows none, it shows how to join.
    is_shown = models.BooleanField(default=False)
    stage = models.CharField(max_length=7, choices=Stage.choices, default=Stage.PLANNED)
    # The number of the last release when the round began: what it brought is told with a later one.
    began_after = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("what a screen shows")
        verbose_name_plural = _("what a screen shows")
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "idea"], name="screen_idea_once"),
            models.UniqueConstraint(fields=["session"], condition=Q(kind="poll"), name="screen_poll_once"),
            models.UniqueConstraint(
                fields=["session", "board"], condition=Q(kind="board"), name="screen_board_once"
            ),
            models.UniqueConstraint(fields=["session"], condition=Q(is_shown=True), name="screen_shows_one"),
            models.UniqueConstraint(
                fields=["session"], condition=Q(stage="running"), name="screen_runs_one_round"
            ),
            models.CheckConstraint(
                condition=Q(kind="idea", idea__isnull=False, board="")
                | Q(kind="poll", idea=None, board="")
                | (Q(kind="board", idea=None, stage="planned") & ~Q(board="")),
                name="screen_item_is_one",
            ),
            models.CheckConstraint(
                condition=Q(stage="planned", began_after=None)
                | (~Q(stage="planned") & Q(began_after__isnull=False)),
                name="screen_round_knows_its_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on the screen"
