"""The texts of a workshop that are compared, and keeping what was worked out only while their words stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from ideas.models import Comment, Idea
from moderation.analysis.plain_texts import make_plain_texts
from moderation.models import Code, Passage, ReadingPlace, SuggestedCodes, TextVector
from workshops.models import Workshop

Fields = Mapping[UUID, Mapping[str, Any]]
"""The columns of rows, by the key of the text."""
OfOneText = TextVector | SuggestedCodes | ReadingPlace
# Whose words are being changed just now is passed over: a release never waits for this, nor this for it.
_HOLD_IDEAS = """
SELECT idea.id, idea.title, idea.body FROM ideas_idea idea
WHERE idea.id = ANY(%s) AND idea.status = 'published'
  AND NOT EXISTS (SELECT FROM ideas_merge merge WHERE merge.idea_id = idea.id)
FOR SHARE SKIP LOCKED
"""
_HOLD_COMMENTS = """
SELECT comment.id, '', comment.body FROM ideas_comment comment
JOIN ideas_idea idea ON idea.id = comment.idea_id
WHERE comment.id = ANY(%s) AND comment.status = 'published' AND idea.status = 'published'
FOR SHARE SKIP LOCKED
"""
_HOLD_PASSAGES = """
SELECT id, '', body FROM moderation_passage WHERE id = ANY(%s) FOR SHARE SKIP LOCKED
"""
_HOLD = {"idea": _HOLD_IDEAS, "comment": _HOLD_COMMENTS, "passage": _HOLD_PASSAGES}


@dataclass(frozen=True)
class Compared:
    """A text that is compared: its key, whether "idea", "comment" or "passage", its title, its words."""

    key: UUID
    kind: str
    title: str
    body: str

    @property
    def about(self) -> dict[str, UUID]:
        """What a row says of whose it is."""
        return {f"{self.kind}_id": self.key}


def read_texts(workshop: Workshop) -> list[Compared]:
    """Return what can be coded, in random order, passages last; of merged ideas the main ones alone.

    Three queries. With passages last, what has a place in the order of reading is cut off without a copy.
    """
    ideas = Idea.objects.votable().filter(workshop=workshop).values_list("pk", "title", "body")
    comments = Comment.objects.published().filter(idea__workshop=workshop, idea__status="published")
    texts = [Compared(key, "idea", title, body) for key, title, body in ideas]
    texts += [Compared(key, "comment", "", body) for key, body in comments.values_list("pk", "body")]
    passages = Passage.objects.filter(voice__workshop=workshop).values_list("pk", "body")
    texts += [Compared(key, "passage", "", body) for key, body in passages]
    return sorted(texts, key=lambda text: (text.kind == "passage", text.key))


def make_plain(texts: Sequence[Compared]) -> list[str]:
    """Return the plain form of each text; title and body apart, since each can begin with a greeting."""
    parts = make_plain_texts([text.title for text in texts] + [text.body for text in texts])
    return [f"{title} {body}".strip() for title, body in zip(parts, parts[len(texts) :], strict=False)]


def describe(code: Code) -> str:
    """Return the words that say what a code means."""
    return " ".join((code.name, code.definition, code.example))


def keep_rows(kind: type[OfOneText], workshop: Workshop, texts: Sequence[Compared], fields: Fields) -> None:
    """Store what was worked out of these texts in the place of what was there; nothing where it has changed.

    `fields` holds the columns of each by its key. A text of which the words are another by now, or which is
    being changed, has no row then.
    """
    with transaction.atomic():
        held = _hold(texts)
        kept = [text for text in texts if held.get(text.key) == (text.title, text.body)]
        kind.objects.about([text.key for text in texts]).delete()
        make: Callable[..., Any] = kind
        kind.objects.bulk_create(make(workshop=workshop, **text.about, **fields[text.key]) for text in kept)


def forget_others(kind: type[OfOneText], workshop: Workshop, texts: Sequence[Compared]) -> None:
    """Delete the rows of this kind that are of none of these texts."""
    wanted = {text.key for text in texts}
    rows = kind.objects.filter(workshop=workshop).values_list("pk", "idea", "comment", "passage")
    gone = [pk for pk, idea, comment, passage in rows if (idea or comment or passage) not in wanted]
    kind.objects.filter(pk__in=gone).delete()


def _hold(texts: Sequence[Compared]) -> dict[UUID, tuple[str, str]]:
    """Return title and body of these, which nobody can change until the transaction ends."""
    found: dict[UUID, tuple[str, str]] = {}
    with connection.cursor() as cursor:
        for kind, statement in _HOLD.items():
            cursor.execute(statement, [[text.key for text in texts if text.kind == kind]])
            found |= {key: (title, body) for key, title, body in cursor.fetchall()}
    return found
