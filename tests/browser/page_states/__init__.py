"""Every page of the site in each of its states. A new page belongs here: test_sights.py fails without it."""

from tests.browser.page_states import (
    analysis,
    contributions,
    declaration,
    declaration_read,
    events,
    invitations,
    people,
    pledges,
    refusals,
    second_factor,
    set_up,
    site,
    staff,
    voices,
    workshops,
)
from tests.browser.page_states.page_state import PageState, State

PAGE_STATES = (
    *site.PAGE_STATES,
    *workshops.PAGE_STATES,
    *people.PAGE_STATES,
    *contributions.PAGE_STATES,
    *staff.PAGE_STATES,
    *analysis.PAGE_STATES,
    *voices.PAGE_STATES,
    *declaration.PAGE_STATES,
    *declaration_read.PAGE_STATES,
    *invitations.PAGE_STATES,
    *pledges.PAGE_STATES,
    *events.PAGE_STATES,
    *second_factor.PAGE_STATES,
    *set_up.PAGE_STATES,
    *refusals.PAGE_STATES,
)

__all__ = ["PAGE_STATES", "PageState", "State"]
