"""The tables of workshops, by noun."""

from workshops.models.housekeeping import Housekeeping
from workshops.models.ideas import Idea, ImportedIdea
from workshops.models.imports import ImportedWorkshop
from workshops.models.mail import OutboxEmail
from workshops.models.people import Invitation, JoinCode, Membership, User
from workshops.models.places import Borough, Group, Organisation
from workshops.models.releases import Release
from workshops.models.session import Session
from workshops.models.workshop import Theme, Workshop

__all__ = [
    "Borough",
    "Group",
    "Housekeeping",
    "Idea",
    "ImportedIdea",
    "ImportedWorkshop",
    "Invitation",
    "JoinCode",
    "Membership",
    "Organisation",
    "OutboxEmail",
    "Release",
    "Session",
    "Theme",
    "User",
    "Workshop",
]
