"""The design group and organisers at their work."""

from playwright.sync_api import Page

from tests.browser.page_states.page_state import PageState, empty, post, wrong
from tests.browser.steps import Deed, submit

WORKSHOP = "/admin/workshops/workshop/<workshop>/"
DATES = "?closes_at_0=2099-12-18&closes_at_1=17:00&ideas_until_0=&ideas_until_1="
DESK = "/admin/desk/community/"
REVIEW = f"{DESK}review/"


def cover(words: str) -> Deed:
    """Return the deed of typing words to be covered."""

    def act(page: Page) -> None:
        page.get_by_text("Cover words", exact=True).click()
        page.locator("#mask_words_to_cover").fill(words)
        submit("Cover these words for good")(page)

    return act


def choose_all(action: str) -> Deed:
    """Return the deed of choosing everything in a list, and something to do with it."""

    def act(page: Page) -> None:
        for box in page.locator("input[name=chosen]").all():
            box.check()
        submit(f"{action} these")(page)

    return act


def decide_on_all(action: str) -> Deed:
    """Return the deed of choosing everything in a list, and doing something with it."""

    def act(page: Page) -> None:
        choose_all(action)(page)
        submit(action)(page)

    return act


def decide_late(page: Page) -> None:
    """Publish what has changed since the page was opened."""
    for field in page.locator("input[name=seen]").all():
        field.evaluate("field => { field.value = 'seen-long-ago' }")
    submit("Publish")(page)


def merge_late(page: Page) -> None:
    """Merge two of which one has changed since the page was opened."""
    page.locator("input[name=seen_part]").evaluate("field => { field.value = 'seen-long-ago' }")
    submit("Merge")(page)


def note_a_number(page: Page) -> None:
    """Add a note that leads somewhere."""
    page.get_by_text("Editor’s note", exact=True).click()
    page.locator("#note_words_shown").fill("Ring 020 7946 0000 about it.")
    submit("Show this note")(page)


def press_for_a_workbook(page: Page) -> None:
    """Ask for an export and wait for the file."""
    page.get_by_role("button", name="Excel workbook").click()
    page.locator("#export-files").get_by_role("link", name="Excel workbook").wait_for()


def open_hiding(page: Page) -> None:
    """Unfold the reasons for hiding."""
    page.get_by_text("Hide", exact=True).click()


def open_asking(page: Page) -> None:
    """Unfold the form for a question to the author."""
    page.get_by_text("Ask its author", exact=True).click()


def ask(question: str) -> Deed:
    """Return the deed of asking the author."""

    def act(page: Page) -> None:
        open_asking(page)
        page.locator("#ask_question").fill(question)
        submit("Ask")(page)

    return act


def add_words(page: Page) -> None:
    """Add words of the workshop's own for a reason."""
    page.get_by_label("Reason").select_option("off_topic")
    page.get_by_label("What its author reads").fill("It is about another service.")
    submit("Add")(page)


def take_a_theme(page: Page) -> None:
    """Unfold one's own row and choose the first theme."""
    page.locator("summary").first.click()
    page.locator("input[name=theme]").first.check(force=True)
    submit("Keep")(page)


def save_late(page: Page) -> None:
    """Save a form that was opened long ago."""
    page.locator("form input[name=seen]").first.evaluate("field => { field.value = 'seen-long-ago' }")
    page.locator("#id_title").fill("What I wrote")
    submit("Save and continue editing")(page)


EXPORTS = "/workshops/community/exports/"

PAGE_STATES = (
    PageState("participation at the desk", f"{DESK}participation/", "organiser"),
    PageState("workforce", f"{DESK}participation/workforce/borough/", "organiser"),
    wrong(
        "workforce with an error",
        f"{DESK}participation/workforce/borough/",
        "organiser",
        post(lines="Atlantis 5"),
    ),
    empty("weekly summary", f"{DESK}spread/summary/", "organiser"),
    wrong("weekly summary with an error", f"{DESK}spread/summary/", "organiser", post(email="nobody")),
    PageState("packs", f"{DESK}spread/", "organiser"),
    PageState("pack for everybody", f"{DESK}spread/?pack=", "organiser"),
    wrong("packs with none marked", f"{DESK}spread/packs.zip", "organiser"),
    empty("exports before any", EXPORTS, "organiser"),
    PageState("exports", EXPORTS, "organiser", press_for_a_workbook),
    wrong("exports in a format that is none", EXPORTS, "organiser", post(format="pdf")),
    PageState("workshops of the staff", "/admin/", "moderator"),
    PageState("workshops of a site administrator", "/admin/", "administrator"),
    PageState("tables of the admin", "/admin/tables/", "moderator"),
    PageState("table of ideas", "/admin/ideas/idea/", "moderator"),
    PageState("table of comments", "/admin/ideas/comment/", "moderator"),
    PageState("desk", DESK, "moderator"),
    PageState("desk of an organiser", DESK, "organiser"),
    PageState("next text to review", f"{DESK}review/", "moderator"),
    PageState("text to decide on", f"{REVIEW}<to_decide>/", "moderator", open_hiding),
    PageState("text that is held", f"{REVIEW}<held>/", "moderator"),
    PageState("text that reports hold", f"{REVIEW}<reported>/", "moderator"),
    PageState("second look", f"{REVIEW}<second_look>/", "moderator"),
    PageState("text whose author said too much", f"{REVIEW}<too_much>/", "moderator"),
    PageState("text with covered words, decided on", f"{REVIEW}<others_covered>/", "moderator"),
    wrong("covering nothing", f"{REVIEW}<held>/", "moderator", cover("")),
    PageState("asking an author", f"{REVIEW}<to_decide>/", "moderator", open_asking),
    wrong("question that leads away", f"{REVIEW}<to_decide>/", "moderator", ask("Have you seen nhs.uk?")),
    wrong("covering words that are not there", f"{REVIEW}<held>/", "moderator", cover("Sister Agnes")),
    wrong("somebody was quicker", f"{REVIEW}<to_decide>/", "moderator", decide_late),
    PageState("choosing an idea to merge with", f"{REVIEW}<to_decide>/merge/?from=turn", "moderator"),
    wrong("looking for no words to merge with", f"{REVIEW}<to_decide>/merge/", "moderator", submit("Look")),
    PageState("two ideas side by side", f"{REVIEW}<to_decide>/merge/<main>/?from=turn", "moderator"),
    wrong("merging what has changed", f"{REVIEW}<to_decide>/merge/<main>/", "moderator", merge_late),
    PageState("a main idea with its part", f"{REVIEW}<main>/", "moderator"),
    wrong("an editor’s note with a number to ring", f"{REVIEW}<part>/", "moderator", note_a_number),
    PageState("text with a danger", f"{REVIEW}<danger>/", "moderator"),
    PageState("comment to decide on", f"{REVIEW}<comment_to_decide>/", "moderator"),
    PageState("several texts to choose", f"{DESK}several/", "moderator"),
    PageState("several texts to hide", f"{DESK}several/", "moderator", choose_all("Hide")),
    wrong("no text chosen", f"{DESK}several/", "moderator", submit("Hide these")),
    PageState("several texts were published", f"{DESK}several/", "moderator", decide_on_all("Publish")),
    PageState("record", f"{DESK}record/", "moderator"),
    empty("record without what is looked for", f"{DESK}record/?verdict=split", "moderator"),
    PageState("words for reasons", f"{DESK}reasons/", "moderator", add_words),
    wrong("words for no reason", f"{DESK}reasons/", "moderator", submit("Add")),
    PageState("themes and who reads them", f"{DESK}themes/", "organiser", take_a_theme),
    wrong("themes of nobody", f"{DESK}themes/", "moderator", post(person="nobody")),
    PageState("workshops of an organiser", "/admin/workshops/workshop/", "organiser"),
    PageState("workshop to set up", "/admin/workshops/workshop/<workshop>/change/", "organiser"),
    wrong(
        "workshop that somebody saved meanwhile",
        "/admin/workshops/workshop/<workshop>/change/",
        "organiser",
        save_late,
    ),
    PageState("closing a workshop", f"{WORKSHOP}closing/", "organiser"),
    PageState("extending a workshop", f"{WORKSHOP}extension/", "organiser"),
    PageState("other dates of a workshop, to confirm", f"{WORKSHOP}extension/{DATES}", "organiser"),
    wrong("other dates that cannot be", f"{WORKSHOP}extension/?closes_at_0=2020-01-01", "organiser"),
    empty("opening a workshop again that is open", f"{WORKSHOP}reopening/", "organiser"),
    PageState("pausing a workshop", f"{WORKSHOP}pause/", "organiser"),
    PageState("new workshop", "/admin/workshops/workshop/add/", "administrator"),
    wrong("new workshop with errors", "/admin/workshops/workshop/add/", "administrator", post()),
    PageState("organisations", "/admin/workshops/organisation/", "organiser"),
    PageState("new organisation", "/admin/workshops/organisation/add/", "organiser"),
    PageState("organisation", "/admin/workshops/organisation/<organisation>/change/", "organiser"),
    PageState(
        "deleting an organisation", "/admin/workshops/organisation/<organisation>/delete/", "organiser"
    ),
    PageState("join codes", "/admin/workshops/joincode/", "organiser"),
    PageState("join code", "/admin/workshops/joincode/<join_code>/change/", "organiser"),
    PageState("new join code", "/admin/workshops/joincode/add/", "organiser"),
    PageState("join codes of a workshop", f"{WORKSHOP}codes/", "organiser"),
    PageState("sheet of a join code", f"{WORKSHOP}codes/<join_code>/sheet/", "organiser"),
    PageState("staff of a workshop", f"{WORKSHOP}staff/", "organiser"),
    PageState("removing somebody from the staff", f"{WORKSHOP}staff/<moderator_key>/removal/", "organiser"),
    PageState("site administrators", "/admin/workshops/workshop/administrators/", "administrator"),
    PageState(
        "removing a site administrator",
        "/admin/workshops/workshop/administrators/<administrator_key>/removal/",
        "administrator",
    ),
    PageState("inviting a list of people", f"{WORKSHOP}invitations/", "organiser"),
    PageState(
        "a list of people, checked",
        f"{WORKSHOP}invitations/",
        "organiser",
        post(role="participant", addresses="ada@trust.example carer@home.example nobody"),
    ),
    wrong("inviting nobody", f"{WORKSHOP}invitations/", "organiser", post(role="participant")),
    PageState("invitations", "/admin/workshops/invitation/", "organiser"),
    PageState("invitation", "/admin/workshops/invitation/<invitation>/change/", "organiser"),
    PageState("new invitation", "/admin/workshops/invitation/add/", "organiser"),
    wrong("new invitation with errors", "/admin/workshops/invitation/add/", "organiser", post()),
)
