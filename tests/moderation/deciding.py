"""Deciding about an idea, as briefly as tests need it."""

from ideas.models import Idea
from moderation.domain.decisions import NewDecision, decide
from moderation.models import Decision
from workshops.models import Membership


def publish_idea(
    *, actor: Membership | None, idea: Idea, reason: str = Decision.Reason.FITS, note: str = ""
) -> Decision:
    """Let everybody in the workshop see the idea, and return the decision; refusals as in `decide`.

    An idea that everybody sees already is marked as looked at.
    """
    return decide(actor=actor, item=idea, new_decision=NewDecision(Decision.Verdict.PUBLISH, reason, note))


def hide_idea(*, actor: Membership | None, idea: Idea, reason: str, note: str = "") -> Decision:
    """Take the idea out of what everybody sees, and return the decision; refusals as in `decide`.

    It leaves totals and boards with the next release, and can be published again.
    """
    return decide(actor=actor, item=idea, new_decision=NewDecision(Decision.Verdict.HIDE, reason, note))
