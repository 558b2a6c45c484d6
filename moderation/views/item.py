"""What the desk shows of one text: its words with marks, what stands beside it, and what can be decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas.domain.mutes import is_author_muted
from ideas.domain.passages import list_lines
from ideas.domain.questions import Seen, find_last_day, list_seen_by_group
from ideas.domain.search import find_similar
from ideas.domain.warnings import Warnings, warn_about
from ideas.models import Comment, Idea, Merge, SecondLook
from ideas_platform.lib.refusals import Refusal
from moderation.domain.claims import is_with_somebody_else
from moderation.domain.cover_requests import find_cover_request
from moderation.domain.merging import MERGEABLE, find_obstacles_to_undoing, list_merges
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.notes import list_notes
from moderation.domain.review import list_reported_reasons
from moderation.domain.second_looks import find_hider_obstacle, find_second_look
from moderation.domain.seen import read_all_seen
from moderation.domain.texts import require_right_to_code_as
from moderation.domain.undoing import Press, find_last_press
from moderation.forms.as_asked import AS_ASKED
from moderation.forms.decision_form import DecisionForm
from moderation.forms.item_forms import GIVE_REASONS, list_forms
from moderation.models import Decision, Text
from workshops.models import Membership

NAME_LENGTH = 60
# Keys of the reasons: all letters but that of undo.
LETTERS = "abcdefghijklmnopqrstvwxyz"


def describe_item(membership: Membership, item: Item, sent: DecisionForm | None = None) -> dict[str, Any]:
    """Return what the page shows of a text; a form that was sent stands in the place of the empty one."""
    item.thread.workshop = membership.workshop
    look = find_second_look(item)
    obstacle = find_bar(membership, item) or _find_bar_to_look(membership, item, look)
    merges = list_merges(item, membership.workshop) if isinstance(item, Idea) else []
    forms = {} if obstacle else _map_forms(membership, item, sent)
    return {
        "item": item,
        "idea": item.thread,
        "is_comment": isinstance(item, Comment),
        "texts": mark_texts(item),
        "danger": is_danger(item),
        "reported": list_reported_reasons(item),
        "muted": _is_author_muted(item, forms),
        "with_other": is_with_somebody_else(membership, item),
        "obstacle": obstacle,
        "second_look": look,
        # Where it can be done there is a form for it.
        "asked": describe_asked(item) if AS_ASKED in forms or not forms else None,
        "forms": forms,
        "reasons": _list_reasons(forms),
        "decisions": Decision.objects.about([item.pk]).select_related("into").order_by("decided_on", "pk"),
        "similar": list_similar(item),
        "together": describe_together(membership, item, merges),
        "merge_url": _find_merge_address(item, merges) if forms else "",
        "questions": describe_questions(item),
        "number_of_notes": list_notes(membership, item).count(),
    }


def _find_bar_to_look(membership: Membership, item: Item, look: SecondLook | None) -> str:
    """Return why the actor may not take the second look that is asked for, "" where they may or none is."""
    return str(find_hider_obstacle(membership, item)) if look else ""


def _map_forms(membership: Membership, item: Item, sent: DecisionForm | None) -> dict[str, DecisionForm]:
    """Return the forms of an item by verdict, the one that was sent in the place of the empty one."""
    forms = {form.verdict: form for form in list_forms(item, membership.workshop)}
    if sent is not None and sent.verdict in forms:
        forms[sent.verdict] = sent
    return forms


def _list_reasons(forms: Mapping[str, DecisionForm]) -> list[dict[str, str]]:
    """Return the reasons of the form that asks for one, as they are pressed; none where no form does."""
    return next((list_choices(forms[one]) for one in GIVE_REASONS if one in forms), [])


def describe_questions(item: Item) -> list[dict[str, Any]]:
    """Return what the group asked about a text, with the answers that are released, in passages."""
    return [_describe_question(item, seen) for seen in list_seen_by_group(item)]


def _describe_question(item: Item, seen: Seen) -> dict[str, Any]:
    question, answer = seen.question, seen.answer
    return {
        "question": question,
        "answer": answer,
        "words": warn_about(title="", body=answer.body) if answer else None,
        "last_day": find_last_day(item.thread.workshop, question),
        "covered": [] if question.ended else question.list_covered(),
    }


def _is_author_muted(item: Item, forms: Mapping[str, DecisionForm]) -> bool:
    """Return whether the author may write no more: of two forms for that, the one that is there says so."""
    if forms.keys() & {Decision.Verdict.MUTE, Decision.Verdict.UNMUTE}:
        return Decision.Verdict.UNMUTE in forms
    return is_author_muted(item)


def describe_asked(item: Item) -> dict[str, Any] | None:
    """Return what its author asks to cover: the passages, none for the whole text; None where nothing is."""
    asked = find_cover_request(item)
    return {"passages": list_lines(asked.words)} if asked else None


def _find_merge_address(item: Item, merges: list[Merge]) -> str:
    """Return where one merges this idea with another; "" for what cannot be merged now."""
    is_part = any(merge.idea_id == item.pk for merge in merges)
    is_alone = item.held or item.held_by_reports or is_danger(item)
    if not isinstance(item, Idea) or is_part or is_alone or item.status not in MERGEABLE:
        return ""
    return reverse("moderation:merge_choice", args=[item.workshop.slug, item.ref])


def describe_together(membership: Membership, item: Item, merges: list[Merge]) -> list[dict[str, Any]]:
    """Return with what an idea counts, and what counts with it; to undo each, what is seen of its part."""
    if not merges:
        return []
    seen, obstacles = (
        read_all_seen([merge.idea for merge in merges]),
        find_obstacles_to_undoing(membership, merges),
    )
    return [
        {
            "is_part": merge.idea_id == item.pk,
            "part": merge.idea,
            "other": merge.main if merge.idea_id == item.pk else merge.idea,
            "obstacle": obstacles[merge.idea_id],
            "seen": seen[merge.idea_id],
        }
        for merge in merges
    ]


def list_choices(form: DecisionForm) -> list[dict[str, str]]:
    """Return the reasons of a form as they are pressed, each with its letter."""
    choices = [(value, label) for value, label in form.fields["reason"].choices if value]  # type: ignore[attr-defined]
    return [
        {"key": key, "value": value, "label": label}
        for key, (value, label) in zip(LETTERS, choices, strict=False)
    ]


def mark_texts(item: Item) -> Warnings:
    """Return title and text of the item with what could show who somebody is."""
    return warn_about(title=getattr(item, "title", ""), body=item.body)


def is_danger(item: Item) -> bool:
    """Return what `mark_dangers` found out in the query that loaded the item."""
    return bool(item.__dict__.get("danger", False))


def find_bar(membership: Membership, text: Text) -> str:
    """Return why the actor may not decide about this text or code it, "" where they may."""
    try:
        require_right_to_code_as(membership, text)
    except (PermissionDenied, Refusal) as refusal:
        return str(refusal)
    return ""


def list_similar(item: Item) -> list[Idea]:
    """Return published ideas that say much the same as this one; none for a comment."""
    if not isinstance(item, Idea):
        return []
    return [idea for idea in find_similar(item.workshop, item.title) if idea.pk != item.pk]


def describe_last_press(membership: Membership) -> dict[str, Any] | None:
    """Return what was decided last and can be undone, in words; None where there is nothing."""
    press = find_last_press(membership)
    return {"key": press.key, "words": say_press(press)} if press else None


def say_press(press: Press) -> str:
    """Return in words what one press decided."""
    number, is_hidden = len(press.items), press.verdict == Decision.Verdict.HIDE
    if press.into is not None:
        words = _("Merged: “%(name)s” counts with “%(main)s”.")
        return words % {"name": name_item(press.items[0]), "main": name_item(press.into)}
    if number == 1:
        return _say_one(press.verdict) % {"name": name_item(press.items[0])}
    if is_hidden:
        words = ngettext("%(number)d text is hidden.", "%(number)d texts are hidden.", number)
    else:
        words = ngettext("%(number)d text is published.", "%(number)d texts are published.", number)
    return words % {"number": number}


def _say_one(verdict: str) -> str:
    """Return in words what one decided about one text, with a gap for its name."""
    return {
        Decision.Verdict.HIDE.value: _("Hidden: “%(name)s”."),
        Decision.Verdict.UPHOLD.value: _("It stays hidden: “%(name)s”."),
        Decision.Verdict.PUBLISH.value: _("Published: “%(name)s”."),
        Decision.Verdict.ASK.value: _("Asked the author of: “%(name)s”."),
        Decision.Verdict.NOTE.value: _("Your note is shown: “%(name)s”."),
        Decision.Verdict.UNNOTE.value: _("The note is gone: “%(name)s”."),
    }[verdict]


def describe_in_list(item: Text) -> dict[str, str]:
    """Return what a list shows: the title of an idea and how it begins; of others the latter, once."""
    if isinstance(item, Idea):
        return {"name": name_item(item), "beginning": item.excerpt}
    return {"name": item.excerpt, "beginning": ""}


def name_item(item: Text) -> str:
    """Return the title of an idea, or how a comment or passage begins."""
    return Truncator(item.title if isinstance(item, Idea) else item.body).chars(NAME_LENGTH)
