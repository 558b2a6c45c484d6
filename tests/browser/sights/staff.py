"""The design group and organisers at their work."""

from playwright.sync_api import Page

from tests.browser.deeds import Deed, submit
from tests.browser.sights.sight import Sight, empty, post, wrong

WORKSHOP = "/admin/workshops/workshop/<workshop>/"
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


def save_late(page: Page) -> None:
    """Save a form that was opened long ago."""
    page.locator("form input[name=seen]").first.evaluate("field => { field.value = 'seen-long-ago' }")
    page.locator("#id_title").fill("What I wrote")
    submit("Save and continue editing")(page)


SIGHTS = (
    Sight("admin", "/admin/", "moderator"),
    Sight("admin of an organiser", "/admin/", "organiser"),
    Sight("queue of ideas", IDEAS, "moderator"),
    Sight("queue of comments", COMMENTS, "moderator"),
    empty("empty queue", f"{IDEAS}?q=zebra", "moderator"),
    Sight("idea to decide on", f"{IDEAS}<to_decide>/change/", "moderator"),
    wrong(
        "hiding without a reason",
        f"{IDEAS}<to_decide>/change/",
        "moderator",
        submit("Hide"),
    ),
    Sight("idea that is held", f"{IDEAS}<held_key>/change/", "moderator"),
    Sight("idea with covered words, decided on", f"{IDEAS}<covered_key>/change/", "moderator"),
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
    Sight("several ideas to hide", f"{IDEAS}?state=all", "moderator", choose_all("hide")),
    Sight("several ideas were published", f"{IDEAS}?state=all", "moderator", decide_on_all("publish")),
    Sight(
        "somebody was quicker",
        f"{IDEAS}<to_decide>/change/",
        "moderator",
        decide_late,
    ),
    Sight("idea with a danger", f"{IDEAS}<danger_key>/change/", "moderator"),
    Sight("comment to decide on", f"{COMMENTS}<comment_to_decide>/change/", "moderator"),
    Sight("workshops of an organiser", "/admin/workshops/workshop/", "organiser"),
    Sight("workshop to set up", "/admin/workshops/workshop/<workshop>/change/", "organiser"),
    wrong(
        "workshop that somebody saved meanwhile",
        "/admin/workshops/workshop/<workshop>/change/",
        "organiser",
        save_late,
    ),
    Sight("new workshop", "/admin/workshops/workshop/add/", "administrator"),
    wrong("new workshop with errors", "/admin/workshops/workshop/add/", "administrator", post()),
    Sight("organisations", "/admin/workshops/organisation/", "organiser"),
    Sight("new organisation", "/admin/workshops/organisation/add/", "organiser"),
    Sight("organisation", "/admin/workshops/organisation/<organisation>/change/", "organiser"),
    Sight("deleting an organisation", "/admin/workshops/organisation/<organisation>/delete/", "organiser"),
    Sight("join codes", "/admin/workshops/joincode/", "organiser"),
    Sight("join code", "/admin/workshops/joincode/<join_code>/change/", "organiser"),
    Sight("new join code", "/admin/workshops/joincode/add/", "organiser"),
    Sight("join codes of a workshop", f"{WORKSHOP}codes/", "organiser"),
    Sight("sheet of a join code", f"{WORKSHOP}codes/<join_code>/sheet/", "organiser"),
    Sight("staff of a workshop", f"{WORKSHOP}staff/", "organiser"),
    Sight("removing somebody from the staff", f"{WORKSHOP}staff/<moderator_key>/removal/", "organiser"),
    Sight("site administrators", "/admin/workshops/workshop/administrators/", "administrator"),
    Sight(
        "removing a site administrator",
        "/admin/workshops/workshop/administrators/<administrator_key>/removal/",
        "administrator",
    ),
    Sight("inviting a list of people", f"{WORKSHOP}invitations/", "organiser"),
    Sight(
        "a list of people, checked",
        f"{WORKSHOP}invitations/",
        "organiser",
        post(role="participant", addresses="ada@trust.example carer@home.example nobody"),
    ),
    wrong("inviting nobody", f"{WORKSHOP}invitations/", "organiser", post(role="participant")),
    Sight("invitations", "/admin/workshops/invitation/", "organiser"),
    Sight("invitation", "/admin/workshops/invitation/<invitation>/change/", "organiser"),
    Sight("new invitation", "/admin/workshops/invitation/add/", "organiser"),
    wrong("new invitation with errors", "/admin/workshops/invitation/add/", "organiser", post()),
)
