"""The comments on an idea's page: what is shown of each, and the form to write one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ideas.comment_forms import CommentForm
from ideas.domain.changes import find_withdrawal_obstacle
from ideas.domain.comment_changes import find_comment_edit_obstacle
from ideas.domain.comments import CLOSED, Post, count_shown, list_thread, say_not_here
from ideas.domain.questions import list_asked
from ideas.domain.release_times import say_later
from ideas.models import Comment, Contribution, Idea
from ideas.views.cached_fragments import Name, render_cached
from workshops.domain.visits import Visit
from workshops.models import Workshop
from workshops.phases import Deed
from workshops.sign_in.pending import Fields

Words = str | Promise

# Where on the page of an idea it is said what became of a comment.
COMMENTS_PLACE = "comments"
JOIN = _("Join the workshop to comment.")
HELD = _("This could show who somebody is. So the design group reads it before anybody else can.")
WITHDRAWN_BY_ME = _("You have taken this back.")
LAPSED = _(
    "This came too late to be shown: too few others sent something before the close to hide who wrote it."
)
HELD_BY_REPORTS = _(
    "Several readers reported this, so the design group looks at it. "
    "Until then only you and they can read it. Its votes are kept."
)
OWN_WORDS: dict[str, Words] = {
    "in_review": _("The design group looks at this before everybody can see it."),
    "hidden": _("The design group has hidden this. Only you and the design group can still read it."),
    "withdrawn": WITHDRAWN_BY_ME,
    "lapsed": LAPSED,
}
GONE_WORDS: dict[str, Words] = {
    "in_review": _("The design group is looking at this comment. It may come back."),
    "hidden": _("The design group has hidden this comment."),
    "withdrawn": _("Who wrote this comment has taken it back."),
}


@dataclass(frozen=True)
class Place:
    """A thread and what the visitor may do in it: why not comment, if so, and where to report, if at all."""

    visit: Visit
    idea: Idea
    obstacle: Words
    report_url: str

    @classmethod
    def of(cls, visit: Visit, idea: Idea) -> Place:
        """Return the place, worked out once for all comments."""
        reports = visit.membership is not None and visit.workshop.allows(Deed.REPORT)
        address = reverse("workshops:report", args=[visit.workshop.slug, idea.ref]) if reports else ""
        return cls(visit, idea, find_comment_obstacle(visit, idea), address)


def describe_thread(
    visit: Visit,
    idea: Idea,
    form: CommentForm | None = None,
    *,
    begun: Fields | None = None,
    sent: bool = False,
) -> dict[str, Any]:
    """Return what the page shows of an idea's comments, and the form: below the comment that it answers.

    `report_url` is where who reads can report the idea and what is said about it, "" where they can't.
    `begun` is what the form is filled in with: the `parent`, and a text that has come back from signing in.
    """
    posts = list_thread(actor=visit.membership, idea=idea)
    if form is None and any((begun or {}).values()):
        form = CommentForm(initial=begun, auto_id="comment_%s")
    answering = _begin_answer(posts, form) if form else ""
    place = Place.of(visit, idea)
    return {
        **_describe_posts(place, posts, answering),
        "number": count_shown(posts),
        "form": form,
        "fields": "" if form else _print_fields(visit),
        "answering": answering,
        "why_not": place.obstacle,
        "report_url": place.report_url,
        "comments_url": reverse("workshops:comments", args=[visit.workshop.slug, idea.ref]),
        "just_sent": sent,
        "came_back": "body" in (begun or {}),
    }


def _begin_answer(posts: list[Post], form: CommentForm) -> str:
    """Return which comment the form answers, and let a form for an answer be where one types first."""
    answering = _find_answered(posts, form)
    if answering and not form.is_bound:
        form.fields["body"].widget.attrs["data-focus-on-load"] = True
    return answering


def _describe_posts(place: Place, posts: list[Post], answering: str) -> dict[str, Any]:
    """Return the `posts`, and the whole `thread` as it is printed for all who have no part in it."""
    everything = [*posts, *(reply for post in posts for reply in post.replies)]
    if posts and not answering and not any(post.is_mine for post in everything):
        return {"posts": posts, "thread": _print_thread(place, posts)}
    described = [_describe(place, post) for post in posts]
    _add_questions(place, described)
    _print_shared(place, described, answering)
    return {"posts": described, "thread": ""}


def _add_questions(place: Place, described: list[dict[str, Any]]) -> None:
    """Add to one's own comments what the design group asks about them."""
    everything = [*described, *(reply for post in described for reply in post["replies"])]
    own = [post for post in everything if post["is_mine"]]
    asked = list_asked(place.visit.workshop, [post["comment"] for post in own])
    for post in own:
        post["asked"] = asked.get(post["comment"].pk, [])


def _print_thread(place: Place, posts: list[Post]) -> SafeString:
    name = (place.idea.pk, bool(place.obstacle), bool(place.report_url))
    contexts = {name: lambda: {"idea": place.idea, "posts": [_describe(place, post) for post in posts]}}
    return render_cached(place.visit.workshop, "workshops/_thread.html", contexts)[name]


def _print_shared(place: Place, described: list[dict[str, Any]], answering: str) -> None:
    """Print what looks the same to all who may do the same: all but one's own and what one answers."""
    everything = [*described, *(reply for post in described for reply in post["replies"])]
    shared: dict[Name, dict[str, Any]] = {
        (post["comment"].pk, post["may_answer"], "report_url" in post): post
        for post in everything
        if not post["is_mine"] and post["comment"].ref != answering
    }
    contexts = {name: {"post": post, "idea": place.idea} for name, post in shared.items()}
    printed = render_cached(place.visit.workshop, "workshops/_comment.html", contexts)
    for name, post in shared.items():
        post["printed"] = printed[name]


def _print_fields(visit: Visit) -> SafeString:
    """Return the empty boxes of a new comment."""
    contexts = {(): lambda: {"form": CommentForm(auto_id="comment_%s")}}
    return render_cached(visit.workshop, "workshops/_comment_fields.html", contexts)[()]


def _find_answered(posts: list[Post], form: CommentForm) -> str:
    """Return the reference of the comment that the form answers, "" for none that can be answered."""
    wanted = str(form["parent"].value() or "")
    answerable = {post.comment.ref for post in posts if post.comment.status == Comment.Status.PUBLISHED}
    return wanted if wanted in answerable else ""


def find_comment_obstacle(visit: Visit, idea: Idea) -> Words:
    """Return why this visitor cannot comment on the idea now, or "" where nothing is in the way."""
    if visit.membership is None:
        return JOIN
    if not visit.workshop.allows(Deed.COMMENT):
        return visit.workshop.say_stopped(CLOSED)
    return "" if idea.status == Idea.Status.PUBLISHED else say_not_here(idea.status)


def say_state(workshop: Workshop, item: Idea | Comment) -> Words:
    """Return in words what its author should know of its state; "" for what everybody sees."""
    if item.withdrawal_pending:
        return say_later(workshop, "taken back")
    if item.status == Contribution.Status.UNRELEASED and not item.held:
        return say_later(workshop, "waiting")
    return say_held(item) or OWN_WORDS.get(item.status, "")


def say_state_of_comment(workshop: Workshop, comment: Comment, *, reworded: bool) -> Words:
    """Return in words what became of one's comment, in whose place stand the words that wait, if any do."""
    if reworded and not comment.withdrawal_pending:
        return HELD if comment.held else say_later(workshop, "changed")
    return say_state(workshop, comment)


def say_held(item: Idea | Comment) -> Words:
    """Return why nobody else sees an item until the design group has looked, "" where that is not so."""
    if is_waiting_held(item):
        return HELD
    is_reported = item.held_by_reports and item.status == Contribution.Status.IN_REVIEW
    return HELD_BY_REPORTS if is_reported else ""


def is_waiting_held(item: Idea | Comment) -> bool:
    """Return whether nobody has decided yet about what looks as if it could show who somebody is."""
    return item.held and item.status in {Contribution.Status.UNRELEASED, Contribution.Status.IN_REVIEW}


def _describe(place: Place, post: Post) -> dict[str, Any]:
    comment = post.comment
    is_shown = comment.status == Comment.Status.PUBLISHED
    return {
        "comment": comment,
        "is_mine": post.is_mine,
        "is_by_author": post.is_by_author,
        "is_gone": post.is_gone,
        "state": _say(place.visit.workshop, post),
        "replies": [_describe(place, reply) for reply in post.replies],
        "may_answer": comment.parent_id is None and is_shown and not place.obstacle,
        **dict(_list_links(place, post)),
    }


def _say(workshop: Workshop, post: Post) -> Words:
    if post.is_mine:
        return say_state_of_comment(workshop, post.comment, reworded=post.is_reworded)
    return GONE_WORDS[post.comment.status] if post.is_gone else ""


def _list_links(place: Place, post: Post) -> Iterator[tuple[str, str]]:
    """Yield the addresses of what the visitor can do about a comment."""
    if post.is_mine:
        yield from _list_own_links(place, post)
    elif place.report_url and not post.is_gone:
        yield "report_url", f"{place.report_url}?comment={post.comment.ref}"


def _list_own_links(place: Place, post: Post) -> Iterator[tuple[str, str]]:
    where = [place.visit.workshop.slug, place.idea.ref, post.comment.ref]
    if not find_withdrawal_obstacle(post.comment, place.idea):
        yield "withdrawal_url", reverse("workshops:comment_withdrawal", args=where)
    answered = any(reply.comment.published_on for reply in post.replies)
    if not find_comment_edit_obstacle(post.comment, place.idea, answered=answered):
        yield "edit_url", reverse("workshops:comment_edit", args=where)
