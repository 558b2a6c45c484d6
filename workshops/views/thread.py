"""The comments on an idea's page: what is shown of each, and the form to write one."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.comment_forms import CommentForm
from workshops.domain.changes import find_withdrawal_obstacle
from workshops.domain.comments import CLOSED, NOT_HERE, Post, count_shown, list_thread
from workshops.domain.pending import Fields
from workshops.domain.visits import Visit
from workshops.models import Comment, Contribution, Idea
from workshops.rules import Deed

Words = str | Promise

JOIN = _("Join the workshop to comment.")
HELD = _("This could show who a patient is. So the design group reads it before anybody else can.")
WITHDRAWN_BY_ME = _("You have taken this back.")
GOING = _("You have taken this back. Others stop seeing it when the next group of changes shows.")
LAPSED = _(
    "This came too late to be shown: too few others sent something before the close to hide who wrote it."
)
OWN_WORDS: dict[str, Words] = {
    "waiting": _("Only you can see this. It appears for everybody together with what other people send."),
    "in_review": _("The design group looks at this before everybody can see it."),
    "hidden": _("The design group has hidden this. Nobody else can read it now."),
    "withdrawn": WITHDRAWN_BY_ME,
    "lapsed": LAPSED,
}
GONE_WORDS: dict[str, Words] = {
    "hidden": _("The design group has hidden this comment."),
    "withdrawn": _("Who wrote this comment has taken it back."),
}


def describe_thread(
    visit: Visit,
    idea: Idea,
    form: CommentForm | None = None,
    *,
    begun: Fields | None = None,
    sent: bool = False,
) -> dict[str, Any]:
    """Return what the page shows of an idea's comments, and the form: below the comment that it answers.

    `begun` is what the form is filled in with: the `parent`, and a text that has come back from signing in.
    """
    posts = list_thread(actor=visit.membership, idea=idea)
    form = form or CommentForm(initial=begun, auto_id="comment_%s")
    answering = _find_answered(posts, form)
    if answering and not form.is_bound:
        form.fields["body"].widget.attrs["data-focus-on-load"] = True
    return {
        "posts": [_describe(visit, idea, post) for post in posts],
        "number": count_shown(posts),
        "form": form,
        "answering": answering,
        "why_not": find_comment_obstacle(visit, idea),
        "comments_url": reverse("workshops:comments", args=[visit.workshop.slug, idea.ref]),
        "just_sent": sent,
        "came_back": "body" in (begun or {}),
    }


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
        return CLOSED
    return "" if idea.status == Idea.Status.PUBLISHED else NOT_HERE


def say_state(item: Idea | Comment) -> Words:
    """Return in words what its author should know of its state; "" for what everybody sees."""
    if item.leaving:
        return GOING
    return HELD if is_waiting_held(item) else OWN_WORDS.get(item.status, "")


def is_waiting_held(item: Idea | Comment) -> bool:
    """Return whether nobody has decided yet about what looks as if it could show who a patient is."""
    return item.held and item.status in {Contribution.Status.WAITING, Contribution.Status.IN_REVIEW}


def _describe(visit: Visit, idea: Idea, post: Post) -> dict[str, Any]:
    comment = post.comment
    is_shown = comment.status == Comment.Status.PUBLISHED
    is_top = comment.parent_id is None
    return {
        "comment": comment,
        "is_mine": post.is_mine,
        "is_by_author": post.is_by_author,
        "is_gone": post.is_gone,
        "state": _say(post),
        "replies": [_describe(visit, idea, reply) for reply in post.replies],
        "may_answer": is_top and is_shown and not find_comment_obstacle(visit, idea),
        **dict(_list_links(visit, idea, post)),
    }


def _say(post: Post) -> Words:
    if post.is_mine:
        return say_state(post.comment)
    return GONE_WORDS[post.comment.status] if post.is_gone else ""


def _list_links(visit: Visit, idea: Idea, post: Post) -> Iterator[tuple[str, str]]:
    """Yield the addresses of what the visitor can do about a comment."""
    place, ref = [visit.workshop.slug, idea.ref], post.comment.ref
    if post.is_mine and not find_withdrawal_obstacle(post.comment, idea):
        yield "withdrawal_url", reverse("workshops:comment_withdrawal", args=[*place, ref])
    if not (post.is_mine or post.is_gone or visit.membership is None) and visit.workshop.allows(Deed.REPORT):
        yield "report_url", f"{reverse('workshops:report', args=place)}?comment={ref}"
