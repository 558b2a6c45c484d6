"""Every page of the site in each of its states. A new page belongs here: test_sights.py fails without it."""

from tests.browser.sights import contributions, people, refusals, second_factor, site, staff, workshops
from tests.browser.sights.sight import Sight, State

SIGHTS = (
    *site.SIGHTS,
    *workshops.SIGHTS,
    *people.SIGHTS,
    *contributions.SIGHTS,
    *staff.SIGHTS,
    *second_factor.SIGHTS,
    *refusals.SIGHTS,
)

__all__ = ["SIGHTS", "Sight", "State"]
