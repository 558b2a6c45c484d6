"""What the demo's design group has merged, and its notes: the release that comes with loading counts it."""

from __future__ import annotations

from collections.abc import Sequence

from demo.content import DemoContent
from ideas.models import Idea, Merge
from moderation.models import Decision, EditorsNote
from workshops.models import Membership


def add_merges(content: DemoContent, ideas: Sequence[Idea], moderator: Membership) -> None:
    """Let ideas count with others and put notes beside them, on the record; `ideas` are as in content."""
    by_title = {idea.title: idea for idea in ideas}
    pairs = [
        (idea, by_title[wanted.counts_with])
        for wanted, idea in zip(content.ideas, ideas, strict=True)
        if wanted.counts_with
    ]
    notes = [(by_title[wanted.title], wanted.editors_note) for wanted in content.ideas if wanted.editors_note]
    Merge.objects.bulk_create(Merge(idea=part, main=main, merged_by=moderator) for part, main in pairs)
    EditorsNote.objects.bulk_create(
        EditorsNote(idea=idea, words=words, written_by=moderator) for idea, words in notes
    )
    _record(pairs, notes, moderator)


def _record(
    pairs: Sequence[tuple[Idea, Idea]], notes: Sequence[tuple[Idea, str]], moderator: Membership
) -> None:
    """Write down the decisions: which idea counts with which, and the words beside which idea."""
    duplicate, fits = Decision.Reason.DUPLICATE, Decision.Reason.FITS
    decided = {"workshop_id": moderator.workshop_id, "decided_by": moderator}
    merge, note = Decision.Verdict.MERGE, Decision.Verdict.NOTE
    Decision.objects.bulk_create(
        [
            *(Decision(idea=p, into=m, verdict=merge, reason=duplicate, **decided) for p, m in pairs),
            *(Decision(idea=i, note=words, verdict=note, reason=fits, **decided) for i, words in notes),
        ]
    )
