"""What the design group has to look at."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from workshops.domain.staff import list_staffed
from workshops.models import Idea, User


def list_moderated(user: User | AnonymousUser) -> QuerySet[Idea]:
    """Return the ideas of this user's workshops (of all workshops for a site administrator).

    What waits for a release is nobody's to see but its author's, and what was withdrawn is gone.
    """
    ideas = Idea.objects.exclude(status__in=[Idea.Status.WAITING, Idea.Status.WITHDRAWN])
    return ideas if user.is_superuser else ideas.filter(workshop__in=list_staffed(user))
