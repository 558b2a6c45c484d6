"""The organisers' part of the admin. Nobody is in it: no user, member, session, vote or tag."""

from workshops.admin.people import InvitationAdmin, JoinCodeAdmin, OrganisationAdmin
from workshops.admin.unlisted import take_out
from workshops.admin.workshop import WorkshopAdmin

__all__ = ["InvitationAdmin", "JoinCodeAdmin", "OrganisationAdmin", "WorkshopAdmin"]

take_out()
