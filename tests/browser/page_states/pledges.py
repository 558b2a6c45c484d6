"""What follows a result: organisations that sign, on the public pages and on the desk."""

from tests.browser.page_states.page_state import PageState, empty, wrong
from tests.browser.steps import submit

HOME = "/workshops/<signed>/pledges/"
DESK = "/admin/desk/community/pledges/"

PAGE_STATES = (
    PageState("organisations that signed", HOME),
    empty("no organisation has signed", "/workshops/<published_of_result>/pledges/"),
    PageState("one organisation that signed", f"{HOME}<pledge>/"),
    PageState("signing", f"{HOME}new/"),
    wrong("signing with nothing filled in", f"{HOME}new/", act=submit("Send it")),
    PageState("signed and to be confirmed", f"{HOME}sent/"),
    PageState("confirming what was signed", f"{HOME}confirmation/<pledge_to_confirm>/"),
    PageState("asking for a link to change", f"{HOME}<pledge>/link/"),
    PageState("changing what was signed", f"{HOME}change/<pledge_to_change>/"),
    PageState("organisations on the desk", DESK, "organiser"),
    PageState("taking one from view", f"{DESK}<pledge_here>/hiding/", "organiser"),
    wrong("taking one from view without a reason", f"{DESK}<pledge_here>/hiding/", "organiser",
        submit("Take it from view")),
)  # fmt: skip
