"""The design group with other voices and paper forms."""

from playwright.sync_api import FilePayload, Page

from tests.browser.page_states.page_state import PageState, wrong
from tests.browser.steps import submit, unfold

DESK = "/admin/desk/community/"
VOICES = f"{DESK}voices/"
HEAD = "title,source,stream,people,passage\n"
FORMS = f"{VOICES}<pile>/forms/"


def paste_a_name(page: Page) -> None:
    """Paste a passage that may show who somebody is."""
    page.get_by_label("Passages").fill("Mrs Adeyemi in bed 9 came home at six.")
    submit("Add")(page)


def change_late(page: Page) -> None:
    """Save where it comes from, after somebody else has."""
    page.locator("input[name=version]").evaluate("field => { field.value = '7' }")
    submit("Save")(page)


def change_words_late(page: Page) -> None:
    """Save the words of a passage, after somebody else has."""
    page.locator("input[name=seen]").first.evaluate("field => { field.value = 'x' }")
    submit("Save")(page)


def send_a_file(page: Page, text: str) -> None:
    """Send a file with these rows."""
    content = (HEAD + text).encode()
    file = FilePayload(name="voices.csv", mimeType="text/csv", buffer=content)
    page.get_by_label("File").set_input_files(file)
    submit("Look at it")(page)


def send_a_good_file(page: Page) -> None:
    """Send a file in which a passage may show who somebody is."""
    send_a_file(page, "Fair,event,staff,40,Mrs Adeyemi in bed 9 came home.\nFair,,,,We wait at night.\n")


def send_a_wrong_file(page: Page) -> None:
    """Send a file with a source that nobody knows and a formula."""
    send_a_file(page, "Fair,dream,staff,many,We wait.\n,event,staff,,\n")


PAGE_STATES = (
    PageState("other voices", VOICES, "moderator"),
    wrong("voice without a title", VOICES, "moderator", submit("Add")),
    PageState("voice with passages", f"{VOICES}<voice>/", "moderator"),
    wrong("passage with a name", f"{VOICES}<voice>/", "moderator", paste_a_name),
    PageState("where a voice comes from", f"{VOICES}<voice>/facts/", "moderator"),
    wrong("voice that somebody changed meanwhile", f"{VOICES}<voice>/facts/", "moderator", change_late),
    PageState("passage to change", f"{VOICES}passages/<passage>/", "moderator"),
    wrong(
        "passage that somebody changed meanwhile",
        f"{VOICES}passages/<passage>/",
        "moderator",
        change_words_late,
    ),
    PageState("passage to code", f"{DESK}coding/<passage>/", "moderator", unfold),
    PageState("form for a file of voices", f"{VOICES}import/", "moderator"),
    wrong("file of voices that is refused", f"{VOICES}import/", "moderator", send_a_wrong_file),
    wrong(
        "file of voices to look through",
        f"{VOICES}import/",
        "moderator",
        send_a_good_file,
        f"{VOICES}import/check/",
    ),
    PageState("paper forms", FORMS, "moderator"),
    wrong("paper form without a number", FORMS, "moderator", submit("Save")),
    PageState("paper form to settle", f"{FORMS}2/", "moderator"),
    wrong("paper form with a choice left open", f"{FORMS}2/", "moderator", submit("This is right")),
)
