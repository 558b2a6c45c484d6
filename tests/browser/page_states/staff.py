"""The design group and organisers at their work."""

from playwright.sync_api import Page

from tests.browser.page_states.page_state import PageState, empty, post, wrong
from tests.browser.steps import Deed, submit

WORKSHOP = "/admin/workshops/workshop/<workshop>/"
DATES = "?closes_at_0=2099-12-18&closes_at_1=17:00&ideas_until_0=&ideas_until_1="
IDEAS, COMMENTS = "/admin/ideas/idea/", "/admin/ideas/comment/"


def cover(words: str) -> Deed:
    """Return the deed of typing words to be covered."""

    def act(page: Page) -> None:
        page.locator("#mask_words_to_cover").fill(words)
        submit("Cover these words for good")(page)

    return act


def choose_all(action: str) -> Deed:
    """Return the deed of choosing everything in a list, and something to do with it."""

    def act(page: Page) -> None:
        page.locator("#action-toggle").check()
        page.locator("select[name=action]").select_option(action)
        submit("Go")(page)

    return act


def decide_on_all(action: str) -> Deed:
    """Return the deed of choosing everything in a list, and doing something with it."""

    def act(page: Page) -> None:
        choose_all(action)(page)
        submit(action.capitalize())(page)

    return act


def decide_late(page: Page) -> None:
    """Publish what has changed since the page was opened."""
    for field in page.locator("input[name=seen]").all():
        field.evaluate("field => { field.value = 'seen-long-ago' }")
    submit("Publish")(page)


def press_for_a_workbook(page: Page) -> None:
    """Ask for an export and wait for the file."""
    page.get_by_role("button", name="Excel workbook").click()
    page.locator("#export-files").get_by_role("link", name="Excel workbook").wait_for()


def save_late(page: Page) -> None:
    """Save a form that was opened long ago."""
    page.locator("form input[name=seen]").first.evaluate("field => { field.value = 'seen-long-ago' }")
    page.locator("#id_title").fill("What I wrote")
    submit("Save and continue editing")(page)


EXPORTS = "/workshops/community/exports/"

PAGE_STATES = (
    empty("exports before any", EXPORTS, "organiser"),
    PageState("exports", EXPORTS, "organiser", press_for_a_workbook),
    wrong("exports in a format that is none", EXPORTS, "organiser", post(format="pdf")),
    PageState("admin", "/admin/", "moderator"),
    PageState("admin of an organiser", "/admin/", "organiser"),
    PageState("queue of ideas", IDEAS, "moderator"),
    PageState("queue of comments", COMMENTS, "moderator"),
    empty("empty queue", f"{IDEAS}?q=zebra", "moderator"),
    PageState("idea to decide on", f"{IDEAS}<to_decide>/change/", "moderator"),
    wrong(
        "hiding without a reason",
        f"{IDEAS}<to_decide>/change/",
        "moderator",
        submit("Hide"),
    ),
    PageState("idea that is held", f"{IDEAS}<held_key>/change/", "moderator"),
    PageState("idea with covered words, decided on", f"{IDEAS}<covered_key>/change/", "moderator"),
    wrong(
        "covering nothing",
        f"{IDEAS}<held_key>/change/",
        "moderator",
        submit("Cover these words for good"),
    ),
    wrong(
        "covering words that are not there",
        f"{IDEAS}<held_key>/change/",
        "moderator",
        cover("Sister Agnes"),
    ),
    PageState("several ideas to hide", f"{IDEAS}?state=all", "moderator", choose_all("hide")),
    PageState("several ideas were published", f"{IDEAS}?state=all", "moderator", decide_on_all("publish")),
    PageState(
        "somebody was quicker",
        f"{IDEAS}<to_decide>/change/",
        "moderator",
        decide_late,
    ),
    PageState("idea with a danger", f"{IDEAS}<danger_key>/change/", "moderator"),
    PageState("comment to decide on", f"{COMMENTS}<comment_to_decide>/change/", "moderator"),
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
