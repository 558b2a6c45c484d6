"""What became of what an author asked about their own texts, in words that only they read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment, CoverRequest, Idea, SecondLook
from moderation.models import Decision

Words = str | Promise
LOOK_SENT = _("You have asked for a second look. The design group does not have it yet.")
LOOK_WAITS = _("You have asked for a second look. Somebody else of the design group decides.")
LOOK_SHOWN = _("Somebody else of the design group looked again. They publish it.")
LOOK_UPHELD = _("Somebody else of the design group looked again. It stays hidden, and that is final.")
COVER_SENT = _("You have asked to cover something here. The design group does not have it yet.")
COVER_WAITS = _("You have asked to cover something here. The design group has it.")
COVERED = _("What you asked to cover is covered. No copy is kept.")
REFUSED = _("You asked to cover something here. The design group leaves it as it is: “%(why)s”")
ANSWERS: dict[str, Words] = {
    Decision.Verdict.PUBLISH: LOOK_SHOWN,
    Decision.Verdict.UPHOLD: LOOK_UPHELD,
    Decision.Verdict.MASK: COVERED,
    Decision.Verdict.TAKE_OUT: COVERED,
}


def find_answers(items: Sequence[Idea | Comment]) -> dict[UUID, list[Words]]:
    """Return for each of these texts what became of what its author asked; three queries at most."""
    keys = [item.pk for item in items]
    said: defaultdict[UUID, list[Words]] = defaultdict(list)
    answered: set[UUID] = set()
    for kind, sent, waits in ((SecondLook, LOOK_SENT, LOOK_WAITS), (CoverRequest, COVER_SENT, COVER_WAITS)):
        rows = kind.objects.filter(item__in=keys).values_list("item", "released", "answered")
        for key, released, is_answered in rows:
            if is_answered:
                answered.add(key)
            else:
                said[key].append(waits if released else sent)
    for key, words in _list_answers(answered).items():
        said[key] += words
    return dict(said)


def _list_answers(keys: set[UUID]) -> dict[UUID, list[Words]]:
    """Return the newest answer of each kind; those of one day in no order."""
    if not keys:
        return {}
    asked = Q(reason=Decision.Reason.ASKED) | Q(verdict=Decision.Verdict.REFUSE)
    decisions = Decision.objects.about(list(keys)).filter(Q(is_second_look=True) | asked, undone_by=None)
    rows = decisions.annotate(text=Coalesce("idea", "comment")).order_by("decided_on", "pk")
    newest: dict[tuple[UUID, bool], Words] = {}
    for key, verdict, told, is_look in rows.values_list("text", "verdict", "told", "is_second_look"):
        words = ANSWERS.get(verdict)
        newest[key, is_look] = str(REFUSED) % {"why": told} if words is None else words
    found: defaultdict[UUID, list[Words]] = defaultdict(list)
    for (key, _is_look), answer in newest.items():
        found[key].append(answer)
    return found
