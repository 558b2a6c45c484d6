"""An organiser who invites people."""

import re

from playwright.sync_api import FilePayload, Page

from tests.browser.page_states.page_state import PageState, wrong
from tests.browser.steps import Deed, submit

PEOPLE = "/admin/desk/community/people/"
SLIP = "/workshops/community/slip/"
NEW = f"{PEOPLE}invitations/new/"
LIST = "ada@trust.example\nada@trust.example\ncarol at trust.example\nbob@trust.example\tNo such place"


def paste(text: str, button: str) -> Deed:
    """Return the deed of pasting a list of addresses."""

    def act(page: Page) -> None:
        page.get_by_role("textbox").fill(text)
        submit(button)(page)

    return act


def invite(page: Page) -> None:
    """Look at a list, then send it."""
    paste(LIST, "Look at it")(page)
    submit("Send 2 invitations")(page)


def join_with_a_wrong_slip(page: Page) -> None:
    """Type a slip that nobody has printed, and a PIN."""
    page.get_by_label("Code on your slip").fill("aaaaa-aaaaa")
    for box in page.get_by_label(re.compile("six digits|again")).all():
        box.fill("471903")
    submit("Join this workshop")(page)


def come_back_with_a_wrong_slip(page: Page) -> None:
    """Type a slip that nobody has printed, and a PIN, to come back."""
    page.get_by_label("Code on your slip").fill("aaaaa-aaaaa")
    page.get_by_label("Your PIN").fill("471903")
    submit("Sign me in")(page)


def send_a_wrong_file(page: Page) -> None:
    """Send a file without a column of addresses."""
    file = FilePayload(name="people.csv", mimeType="text/csv", buffer=b"name,town\nAda,London\n")
    page.get_by_label("Or a file").set_input_files(file)
    submit("Look at it")(page)


PAGE_STATES = (
    PageState("people, nobody invited", PEOPLE, "organiser"),
    PageState("form for a list of people", NEW, "organiser"),
    wrong("list of people that is empty", NEW, "organiser", submit("Look at it")),
    wrong("list of people that is looked through", NEW, "organiser", paste(LIST, "Look at it")),
    wrong("file of people that is refused", NEW, "organiser", send_a_wrong_file),
    wrong("people who are invited", NEW, "organiser", invite, PEOPLE),
    PageState("list of nobody invited", f"{PEOPLE}invitations/", "organiser"),
    wrong("letters that came back", f"{PEOPLE}bounces/", "organiser", paste(LIST, "Note them")),
    PageState("form for slips", f"{PEOPLE}slips/", "organiser"),
    wrong("slips for no organisation", f"{PEOPLE}slips/", "organiser", submit("Make the PDF")),
    PageState("join with a slip", SLIP),
    PageState("join with a slip, as a member", SLIP, "participant"),
    wrong("slip that is wrong", SLIP, "", join_with_a_wrong_slip),
    PageState("sign in with a slip", f"{SLIP}sign-in/"),
    wrong("slip and PIN that do not fit", f"{SLIP}sign-in/", "", come_back_with_a_wrong_slip),
)
