"""The tables of workshops, by noun."""

from workshops.models.admitted import JoinCode
from workshops.models.departed import DepartedAddress
from workshops.models.housekeeping import Housekeeping
from workshops.models.imports import ImportedWorkshop
from workshops.models.invitations import Invitation, InvitationTally
from workshops.models.mail import OutboxEmail
from workshops.models.materials import Material, Update
from workshops.models.pending import PendingText
from workshops.models.people import Membership, User
from workshops.models.pictures import Picture
from workshops.models.places import Borough, Group, Organisation
from workshops.models.polls import Poll, PollOption
from workshops.models.releases import DrawnMoment, Release
from workshops.models.session import Session
from workshops.models.shredding import ShredNote
from workshops.models.slips import JoiningSlip, SlipLogin, SlipPile
from workshops.models.snapshots import Snapshot
from workshops.models.staffing import StaffChange
from workshops.models.subscriptions import Subscription
from workshops.models.themes import Theme
from workshops.models.workshop import Workshop

__all__ = [
    "Borough",
    "DepartedAddress",
    "DrawnMoment",
    "Group",
    "Housekeeping",
    "ImportedWorkshop",
    "Invitation",
    "InvitationTally",
    "JoinCode",
    "JoiningSlip",
    "Material",
    "Membership",
    "Organisation",
    "OutboxEmail",
    "PendingText",
    "Picture",
    "Poll",
    "PollOption",
    "Release",
    "Session",
    "ShredNote",
    "SlipLogin",
    "SlipPile",
    "Snapshot",
    "StaffChange",
    "Subscription",
    "Theme",
    "Update",
    "User",
    "Workshop",
]
