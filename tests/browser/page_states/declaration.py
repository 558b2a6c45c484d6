"""The design group writing the Declaration."""

from playwright.sync_api import Page

from tests.browser.page_states.page_state import PageState, wrong
from tests.browser.steps import submit

DECLARATION = "/admin/desk/community/declaration/"
EDITION = f"{DECLARATION}1/"
STATEMENT = f"{EDITION}statements/<statement>/"


def save_late(page: Page) -> None:
    """Save a statement after somebody else has."""
    page.locator("input[name=version]").evaluate("field => { field.value = '7' }")
    page.get_by_label("Statement", exact=True).fill("What I wrote.")
    page.locator("form:has(#id_text) button[type=submit]").click()
    page.get_by_text("Somebody was quicker").first.wait_for()


PAGE_STATES = (
    PageState("editions", DECLARATION, "moderator"),
    PageState("edition in work", EDITION, "moderator"),
    PageState("about an edition", f"{EDITION}words/", "moderator"),
    PageState("new part", f"{EDITION}foundations/", "moderator"),
    PageState("part of an edition", f"{EDITION}foundations/<foundation>/", "moderator"),
    wrong("new part without a title", f"{EDITION}foundations/", "moderator", submit("Save")),
    wrong("statement without words", f"{EDITION}statements/", "moderator", submit("Save")),
    PageState("statement with what it stands on", STATEMENT, "moderator"),
    wrong("statement that somebody changed meanwhile", STATEMENT, "moderator", save_late),
    PageState("not used", f"{EDITION}not-used/", "moderator"),
    wrong(
        "nothing chosen that is not used",
        f"{EDITION}not-used/",
        "moderator",
        submit("Not used, for this reason"),
    ),
    PageState("dropped statements", f"{EDITION}dropped/", "moderator"),
    PageState("check list before a release", f"{EDITION}check/", "moderator"),
    PageState("preview of an edition", f"{EDITION}preview/", "moderator"),
    PageState("answers to an edition", f"{EDITION}answers/", "moderator"),
    PageState("audiences", f"{DECLARATION}audiences/", "moderator"),
)
