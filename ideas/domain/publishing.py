"""The texts of a release: what waits is shown, what authors took back goes, new wordings take their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now, TruncDate
from django.utils import timezone

from ideas.domain.answers import list_answered, show_author_answers
from ideas.domain.changes import take_wording
from ideas.domain.comment_wordings import take_words
from ideas.domain.questions import end_for_danger, end_questions, forget_questions
from ideas.models import (
    Answer,
    Comment,
    CommentRevision,
    Contribution,
    CoverRequest,
    Idea,
    Question,
    Report,
    Revision,
    SecondLook,
)
from ideas.models.author_requests import AuthorRequest
from ideas.models.contributions import ContributionQuerySet
from workshops.models import Workshop
from workshops.phases import Phase

REQUESTS: tuple[type[AuthorRequest], ...] = (SecondLook, CoverRequest)
LOOKED_AT = ("held", "reviewed", "approved", "review_since", "status")
TaggedItem = tuple[UUID, bytes]


@dataclass(frozen=True, repr=False)
class UnreleasedTexts:
    """What no release has dealt with yet, apart from votes. Of texts only keys and tags are loaded.

    answered: about which the design group asked their authors, and an answer waits.
    put_back: the revised ideas and reworded comments whose new wording is the old one; requests: what authors
    ask about their own texts, with these.
    """

    ideas: list[Idea] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    revised: list[Idea] = field(default_factory=list)
    reworded: list[Comment] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    answered: list[Idea | Comment] = field(default_factory=list)
    put_back: set[UUID] = field(default_factory=set)
    requests: list[AuthorRequest] = field(default_factory=list)

    @property
    def is_anything(self) -> bool:
        """Whether there is anything at all."""
        kinds = (self.ideas, self.comments, self.revised, self.reworded, self.reports, self.requests)
        return any(kinds) or bool(self.answered)

    @property
    def kept(self) -> list[TaggedItem]:
        """The idea and the tag of all that was written, reworded or asked for, without what is taken back."""
        reworded: list[Idea | Comment] = [*self.revised, *self.reworded]
        changed = [text for text in reworded if text.pk not in self.put_back]
        asked = [request.comment or request.idea for request in self.requests]
        written: list[Idea | Comment] = [*self.ideas, *self.comments, *changed, *asked, *self.answered]
        return [
            (_name_thread(text), bytes(text.thread_tag)) for text in written if not text.withdrawal_pending
        ]

    @property
    def reported(self) -> list[TaggedItem]:
        """The item and the tag of each report."""
        return [(report.item, bytes(report.tag)) for report in self.reports]


def _name_thread(text: Idea | Comment) -> UUID:
    """Return the key of the idea whose thread the text belongs to, which need not be loaded for a comment."""
    return text.idea_id if isinstance(text, Comment) else text.pk


def find_workshops_with_unreleased_texts() -> set[UUID]:
    """Return the workshops in which something waits, each kind by a partial index that holds nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(*_write_query())
        return {row[0] for row in cursor.fetchall()}


@cache
def _write_query() -> tuple[str, tuple[Any, ...]]:
    """Return that query and its values, always the same: to write it takes Django longer than to ask."""
    by_idea = (
        Comment.objects.to_release(),
        Report.objects.unreleased(),
        Revision.objects.all(),
        *(kind.objects.unreleased() for kind in REQUESTS),
    )
    ideas = Idea.objects.to_release().values_list("workshop_id")
    reworded = CommentRevision.objects.values_list("comment__idea__workshop_id")
    answered = Answer.objects.unreleased().values_list("question__workshop_id")
    others = (rows.values_list("idea__workshop_id") for rows in by_idea)
    return ideas.union(reworded, answered, *others).query.sql_with_params()


def find_unreleased_texts(workshop: Workshop) -> UnreleasedTexts:
    """Return what waits in one workshop; one query where that is nothing, as where people only vote."""
    if workshop.pk not in find_workshops_with_unreleased_texts():
        return UnreleasedTexts()
    ideas = Idea.objects.filter(workshop=workshop).only("pk", "thread_tag", "withdrawal_pending")
    comments = Comment.objects.filter(idea__workshop=workshop).only(
        "pk", "idea_id", "thread_tag", "withdrawal_pending"
    )
    revised = list(ideas.filter(revision__isnull=False))
    reworded = list(comments.filter(revision__isnull=False))
    return UnreleasedTexts(
        list(ideas.to_release()),
        list(comments.to_release()),
        revised,
        reworded,
        list(Report.objects.filter(idea__workshop=workshop).unreleased()),
        list_answered(workshop),
        _find_put_back(workshop) if revised or reworded else set(),
        _find_requests(workshop),
    )


def _find_requests(workshop: Workshop) -> list[AuthorRequest]:
    """Return what authors ask and no release has passed on; after the close that is not a release's to do."""
    rows = (
        kind.objects.unreleased().filter(idea__workshop=workshop).select_related("idea", "comment")
        for kind in REQUESTS
    )
    found = [request for some in rows for request in some]
    return found if found and workshop.phase == Phase.OPEN else []


def _find_put_back(workshop: Workshop) -> set[UUID]:
    ideas = Revision.objects.filter(idea__workshop=workshop).put_back()
    comments = CommentRevision.objects.filter(comment__idea__workshop=workshop).put_back()
    return set(ideas.values_list("pk", flat=True).union(comments.values_list("pk", flat=True)))


def release_texts(workshop: Workshop, texts: UnreleasedTexts) -> bool:
    """Show and take away what waits; return whether ideas left the lists, so that boards change.

    Where the design group looks before, new and reworded texts go to it first; texts that are held do so
    everywhere. Call it in a transaction.
    """
    if not texts.is_anything:
        return False
    before = workshop.moderation == Workshop.Moderation.BEFORE
    # First, because an answer that is shown with this release was no answer yet when they were reworded.
    _reword_comments([comment.pk for comment in texts.reworded], before=before)
    own_ideas = Idea.objects.filter(pk__in=[idea.pk for idea in texts.ideas])
    own_comments = Comment.objects.filter(pk__in=[comment.pk for comment in texts.comments])
    for items in (own_ideas, own_comments):
        _show(items, before=before)
    gone = _take_away(own_ideas)
    _take_away(own_comments)
    show_author_answers(texts.answered)
    sent_back = _reword([idea.pk for idea in texts.revised], before=before)
    _pass_on(texts.reports)
    _pass_on_requests(texts.requests)
    return bool(gone or sent_back)


def _show(texts: ContributionQuerySet[Any], *, before: bool) -> None:
    states, waiting = Contribution.Status, texts.unreleased()
    read_first = waiting if before else waiting.filter(held=True)
    today = TruncDate(Now())
    read_first.update(status=states.IN_REVIEW, waiting_since=None, review_since=today)
    waiting.update(status=states.PUBLISHED, published_on=today, waiting_since=None, review_since=today)


def _take_away(texts: ContributionQuerySet[Any]) -> int:
    forget_questions(list(texts.filter(withdrawal_pending=True).values_list("pk", flat=True)))
    return texts.filter(withdrawal_pending=True).update(
        status=Contribution.Status.WITHDRAWN, withdrawal_pending=False
    )


def _reword(keys: list[UUID], *, before: bool) -> int:
    """Swap the words; return how many ideas the design group reads before they are shown again.

    The ideas are locked first: who rewords meanwhile does so before or after it.
    """
    sent_back = 0
    ideas = {idea.pk: idea for idea in Idea.objects.select_for_update(no_key=True).filter(pk__in=keys)}
    for revision in Revision.objects.filter(idea__in=ideas).select_related("theme"):
        idea = ideas[revision.idea_id]
        take_wording(idea, revision)
        _ask_to_look(idea)
        if (before or idea.held) and idea.status == Idea.Status.PUBLISHED:
            idea.status = Idea.Status.IN_REVIEW
            sent_back += 1
    Idea.objects.bulk_update(ideas.values(), ["theme", "intent", "title", "body", *LOOKED_AT])
    Revision.objects.filter(idea__in=ideas).delete()
    end_questions(ideas.keys(), Question.End.REWORDED)
    return sent_back


def _reword_comments(keys: list[UUID], *, before: bool) -> None:
    """Swap the words of comments, unless somebody has been answering them since before this release."""
    locked = Comment.objects.select_for_update(no_key=True).filter(pk__in=keys)
    comments = {comment.pk: comment for comment in locked}
    answered = set(Comment.objects.filter(pk__in=keys).answered().values_list("pk", flat=True))
    for revision in CommentRevision.objects.filter(comment__in=comments.keys() - answered):
        comment = comments[revision.comment_id]
        take_words(comment, revision)
        _ask_to_look(comment)
        if (before or comment.held) and comment.status == Comment.Status.PUBLISHED:
            comment.status = Comment.Status.IN_REVIEW
    Comment.objects.bulk_update(comments.values(), ["intent", "body", *LOOKED_AT])
    CommentRevision.objects.filter(comment__in=comments).delete()
    end_questions(comments.keys() - answered, Question.End.REWORDED)


def _pass_on(reports: list[Report]) -> None:
    """Let the design group see the reports, and look again at what they are about."""
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(released=True)
    end_for_danger(reports)
    items = [report.item for report in reports]
    for texts in (Idea.objects.filter(pk__in=items), Comment.objects.filter(pk__in=items)):
        texts.filter(reviewed=True).update(reviewed=False, review_since=TruncDate(Now()))


def _pass_on_requests(requests: list[AuthorRequest]) -> None:
    """Let the design group see what authors ask."""
    for kind in REQUESTS:
        keys = [request.pk for request in requests if isinstance(request, kind)]
        kind.objects.filter(pk__in=keys).update(released=True)


def _ask_to_look(item: Idea | Comment) -> None:
    """Let the design group look at an item again; unsaved."""
    item.reviewed, item.approved = False, False
    item.review_since = timezone.localdate()
