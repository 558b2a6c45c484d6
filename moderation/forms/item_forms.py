"""Which forms there are on the page of one item, and which one was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ideas.domain.mutes import is_author_muted
from ideas.models import Idea, Merge
from moderation.domain.asking import may_ask
from moderation.domain.cover_requests import find_cover_request
from moderation.domain.decisions import OPEN_TO, is_open_to
from moderation.domain.editors_notes import OF_A_NOTE, read_note
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.reason_templates import list_templates
from moderation.domain.redaction import REDACTABLE
from moderation.domain.seen import read_seen
from moderation.forms.as_asked import AS_ASKED, AsAskedForm, RefuseForm
from moderation.forms.asking import AskForm
from moderation.forms.covering import CoverForm
from moderation.forms.decision_form import DecisionForm
from moderation.forms.editors_notes import NoteForm, UnnoteForm
from moderation.forms.merging import SplitForm
from moderation.forms.muting import MuteForm, UnmuteForm
from moderation.forms.publishing import PublishForm
from moderation.models import Decision
from workshops.models import Workshop
from workshops.phases import Deed

FORMS: Mapping[str, Callable[..., DecisionForm]] = {
    Decision.Verdict.MUTE.value: MuteForm,
    Decision.Verdict.UNMUTE.value: UnmuteForm,
    Decision.Verdict.SPLIT.value: SplitForm,
    Decision.Verdict.NOTE.value: NoteForm,
    Decision.Verdict.UNNOTE.value: UnnoteForm,
    AS_ASKED: AsAskedForm,
    Decision.Verdict.REFUSE.value: RefuseForm,
}
GIVE_REASONS = frozenset({Decision.Verdict.HIDE.value, Decision.Verdict.UPHOLD.value})


def list_forms(item: Item, workshop: Workshop) -> list[DecisionForm]:
    """Return the forms by which something can be decided about this item of a workshop as both are now."""
    forms: list[DecisionForm] = []
    if workshop.allows(Deed.COVER_AS_ASKED) and find_cover_request(item):
        forms += [AsAskedForm(), RefuseForm()]
    if workshop.allows(Deed.MODERATE):
        forms += _list_moderation_forms(item, workshop)
    seen = read_seen(item)
    for form in forms:
        form.seen = seen
        _offer_words(form, item)
    return forms


def _list_moderation_forms(item: Item, workshop: Workshop) -> list[DecisionForm]:
    """Return the forms that are there while the workshop is moderated."""
    last = UnmuteForm() if is_author_muted(item) else MuteForm()
    open_verdicts = (verdict for verdict in OPEN_TO if is_open_to(item, verdict))
    forms: list[DecisionForm] = [
        CoverForm(item),
        *(PublishForm(verdict) for verdict in open_verdicts),
        *_list_idea_forms(item),
        last,
    ]
    if may_ask(item, workshop):
        forms.append(AskForm(item))
    return forms


def _list_idea_forms(item: Item) -> list[DecisionForm]:
    """Return the forms that only ideas have."""
    if not isinstance(item, Idea):
        return []
    words = read_note(item)
    forms: list[DecisionForm] = [UnnoteForm()] if words else []
    if item.status == Idea.Status.PUBLISHED:
        forms.append(NoteForm(initial={"words_shown": words}))
    return forms


def find_form(verdict: str, item: Item, sent: Mapping[str, Any]) -> DecisionForm | None:
    """Return the form of this verdict as it was sent, None for a verdict that no form has."""
    form: DecisionForm
    if verdict in OPEN_TO:
        form = PublishForm(verdict, sent)
        _offer_words(form, item)
    elif verdict == Decision.Verdict.MASK:
        form = CoverForm(item, sent)
    elif verdict == Decision.Verdict.ASK:
        form = AskForm(item, sent)
    elif verdict in FORMS:
        form = FORMS[verdict](sent)
    else:
        return None
    form.seen = sent.get("seen", "")
    return form


def is_open(verdict: str, item: Item) -> bool:
    """Return whether this can be decided about the item as it is now."""
    if verdict in OPEN_TO:
        return is_open_to(item, verdict)
    if verdict in {AS_ASKED, Decision.Verdict.REFUSE}:
        return find_cover_request(item) is not None
    if verdict == Decision.Verdict.SPLIT or verdict in OF_A_NOTE:
        return _is_open_to_idea(verdict, item)
    if verdict == Decision.Verdict.ASK:
        return may_ask(item, item.thread.workshop)
    if verdict in FORMS:
        return is_author_muted(item) == (verdict == Decision.Verdict.UNMUTE)
    return item.status in REDACTABLE


def _is_open_to_idea(verdict: str, item: Item) -> bool:
    if verdict == Decision.Verdict.SPLIT:
        return Merge.objects.filter(idea=item.pk).exists()
    return verdict == Decision.Verdict.NOTE or bool(read_note(item.thread))


def _offer_words(form: DecisionForm, item: Item) -> None:
    if form.verdict in GIVE_REASONS:
        form.offer_own_words(list_templates(item.thread.workshop))
