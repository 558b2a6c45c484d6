"""What happens before and after a release: votes, other settings, totals."""

from ideas.models import Idea
from voting.ballots.casting import cast_vote
from voting.models import Total
from workshops.models import Membership, Workshop


def vote(members: list[Membership], idea: Idea, answer: str = "up") -> None:
    """Let all of these vote alike."""
    for member in members:
        cast_vote(actor=member, idea=idea, answer=answer)


def change(workshop: Workshop, **fields: object) -> None:
    """Store these fields of the workshop."""
    Workshop.objects.filter(pk=workshop.pk).update(**fields)


def totals(idea: Idea) -> tuple[int, int, int]:
    """Return how many are for it, against it and unsure, as all see it."""
    total = Total.objects.get(idea=idea)
    return total.up, total.down, total.unsure
