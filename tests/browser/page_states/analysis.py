"""The design group at coding: the codebook, one text after the other, what is coded."""

from playwright.sync_api import Page

from tests.browser.page_states.page_state import PageState, empty, wrong
from tests.browser.steps import submit, unfold

DESK = "/admin/desk/community/"
CODING = f"{DESK}coding/"
CODEBOOK = f"{DESK}codebook/"
SHARE = f"{DESK}agreement/share/"
NOTES = f"{DESK}notes/"
SAMPLE = f"{DESK}sample/"
TO_CODE = f"{CODING}<to_code>/"


def quote_wrongly(page: Page) -> None:
    """Choose nothing, and paste words that are not in the text."""
    page.get_by_text("Type or paste a quote").click()
    page.locator("#coding_passages").fill("Nobody said this")
    page.get_by_role("button", name="Save and next").click()
    page.get_by_text("is not in the text").first.wait_for()


def add_in_passing(page: Page) -> None:
    """Add a code while coding."""
    page.get_by_text("Add a code", exact=True).click()
    page.locator("#coding_new_name").fill("Night bus")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("is in the codebook, and ticked").wait_for()


def save_code_late(page: Page) -> None:
    """Save a code that somebody has changed since."""
    page.locator("input[name=version]").first.evaluate("field => { field.value = '1' }")
    page.get_by_label("What it means").fill("What I wrote.")
    submit("Save")(page)


def mention_nobody(page: Page) -> None:
    """Write a note for a name that is nobody's."""
    page.get_by_label("Note", exact=True).fill("Ask @nobody about the rota.")
    submit("Write the note")(page)


def save_note_late(page: Page) -> None:
    """Save a note that has changed since."""
    page.locator("input[name=version]").first.evaluate("field => { field.value = '9' }")
    page.get_by_label("Note", exact=True).fill("What I wrote.")
    submit("Save")(page)


def draw_too_many(page: Page) -> None:
    """Ask for more texts than there are."""
    page.get_by_label("How many texts").fill("2000")
    submit("Draw them")(page)


def miss_without_words(page: Page) -> None:
    """Say that a point is missing, and not which."""
    submit("A point is missing")(page)


PAGE_STATES = (
    PageState("next text to code", CODING, "moderator"),
    PageState("text to code, all unfolded", TO_CODE, "moderator", unfold),
    PageState("text coded by oneself", f"{CODING}<coded>/", "moderator"),
    PageState("text coded by two", f"{CODING}<coded_by_two>/", "moderator"),
    wrong("text coded with nothing and a wrong quote", TO_CODE, "moderator", quote_wrongly),
    PageState("code added in passing", TO_CODE, "moderator", add_in_passing),
    PageState("what is coded", f"{CODING}coded/", "moderator"),
    PageState("cards to print", f"{CODING}cards/", "moderator"),
    empty("nothing of what is looked for is coded", f"{CODING}coded/?words=zeppelin", "moderator"),
    PageState("text to code with suggested codes", f"{CODING}<suggested>/", "moderator", unfold),
    PageState("how far to trust suggestions", f"{DESK}suggestions/", "moderator"),
    PageState("map", f"{DESK}map/", "moderator"),
    PageState("agreement", f"{DESK}agreement/", "moderator"),
    PageState("text to settle", f"{DESK}agreement/<coded_by_two>/", "moderator"),
    PageState("share that two people code", SHARE, "moderator"),
    PageState("what another share would do", f"{SHARE}?percent=30", "moderator"),
    wrong("share out of bounds", f"{SHARE}?percent=5", "moderator"),
    PageState("how many new codes texts bring", f"{CODING}saturation/", "moderator"),
    PageState("notes for oneself", NOTES, "organiser"),
    empty("notes when nobody has written to one", NOTES, "enrolled"),
    PageState("all notes", f"{NOTES}all/", "moderator"),
    PageState("notes about a text", f"{NOTES}<coded>/", "moderator"),
    PageState("notes about a code", f"{CODEBOOK}<code>/notes/", "moderator"),
    wrong("note for somebody who is not here", NOTES, "moderator", mention_nobody),
    PageState("note of one's own", f"{NOTES}<note>/", "moderator"),
    wrong("note that was changed in another tab", f"{NOTES}<note>/", "moderator", save_note_late),
    PageState("samples, one read in part", SAMPLE, "moderator"),
    wrong("sample of too many", SAMPLE, "moderator", draw_too_many),
    PageState("text to read once more", f"{SAMPLE}<sampled>/", "moderator", unfold),
    PageState("next text to read once more", f"{SAMPLE}reading/", "moderator"),
    PageState("text that somebody else read", f"{SAMPLE}<sampled_by_other>/", "moderator"),
    wrong("missing point that is not said", f"{SAMPLE}<sampled>/", "moderator", miss_without_words),
    empty("nothing is left to read once more", f"{SAMPLE}reading/?<skip_all>", "moderator"),
    PageState("codebook", CODEBOOK, "moderator"),
    wrong("code without a name", CODEBOOK, "moderator", submit("Add")),
    PageState("code of the codebook", f"{CODEBOOK}<code>/", "moderator", unfold),
    wrong("code that somebody changed meanwhile", f"{CODEBOOK}<code>/", "moderator", save_code_late),
)
