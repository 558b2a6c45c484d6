"""The design group covers words of an answer to a consultation: they go for everybody, and no copy is kept.

Which answer it is, is named by its words as the group reads them: a page has no tag of anybody's. What was
counted stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas.domain.erasing import leave_old_words_behind
from ideas.domain.passages import cover, is_in_texts
from ideas_platform.lib.locks import lock_until_commit
from ideas_platform.lib.refusals import Unprocessable
from results.models import CoveredWords, Edition, Statement, StatementAnswer
from results.models.answers import ANSWER_LENGTH
from results.models.covered import NOTE_LENGTH
from workshops.models import Membership

KEY_LENGTH = 16
NOT_THERE = _("These words are not in the answer. Type them just as they stand there.")


@dataclass(frozen=True)
class Covering:
    """Which words to cover, for which reason, with which note for the design group."""

    passages: Sequence[str]
    reason: str
    note: str = ""


def name_words(statement: UUID, text: str) -> str:
    """Return a short name for the words of an answer to this statement; it says nothing of who wrote them."""
    return hashlib.sha256(f"{statement} {text}".encode()).hexdigest()[:KEY_LENGTH]


def find_words(statement: Statement, key: str) -> str | None:
    """Return the words of an answer by their name, None where they are not there (any more). One query."""
    shown = StatementAnswer.objects.filter(statement=statement).exclude(shown_text="")
    texts = set(shown.values_list("shown_text", flat=True))
    return next((text for text in texts if name_words(statement.pk, text) == key), None)


def cover_words(*, actor: Membership, statement: Statement, text: str, covering: Covering) -> CoveredWords:
    """Cover passages in the answers to this statement that read so, and keep that it was done, and why.

    Who has changed their words since has the passages covered there too. Never beside a release of answers.
    Once this is committed, the old words leave the disk. Raises Unprocessable where none stands there.
    """
    with transaction.atomic():
        lock_until_commit("release", actor.workshop_id)
        rows = StatementAnswer.objects.select_for_update().filter(statement=statement, shown_text=text)
        found = list(rows.values_list("tag", "shown_text", "text"))
        if not found or not _stands_in(text, covering.passages):
            raise Unprocessable(NOT_THERE)
        for tag, shown, written in found:
            StatementAnswer.objects.filter(statement=statement, tag=tag).update(
                shown_text=_cover(shown, covering), text=_cover(written, covering)
            )
        note = cover(covering.note, covering.passages, re.IGNORECASE)[:NOTE_LENGTH]
        transaction.on_commit(lambda: leave_old_words_behind([StatementAnswer]))
        return CoveredWords.objects.create(
            statement=statement, reason=covering.reason, note=note, decided_by=actor
        )


def list_covered(edition: Edition) -> list[CoveredWords]:
    """Return what was covered in the answers to an edition, the newest day first; one query."""
    rows = CoveredWords.objects.filter(statement__edition=edition)
    return list(rows.select_related("statement", "decided_by__user").order_by("-decided_on", "pk"))


def _stands_in(text: str, passages: Sequence[str]) -> bool:
    return any(is_in_texts([text], passage) for passage in passages)


def _cover(text: str, covering: Covering) -> str:
    return cover(text, covering.passages)[:ANSWER_LENGTH]
