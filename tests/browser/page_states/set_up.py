"""Setting up a workshop in steps, and ideas from a file."""

from playwright.sync_api import FilePayload, Page

from tests.browser.page_states.page_state import PageState, empty, post, wrong
from tests.browser.steps import submit

NEW, SET_UP = "/admin/new-workshop/", "/admin/desk/<begun>/set-up/"
BARE, OPEN = "/admin/desk/<bare_begun>/set-up/", "/admin/desk/community/set-up/"
DATES = "?closes_at_0=2099-12-18&closes_at_1=17:00&ideas_until_0=&ideas_until_1="
THEME = f"{SET_UP}themes/<begun_theme>/"
IMPORT = "/admin/desk/community/import/"


def save_late(page: Page) -> None:
    """Save a form that was opened long ago."""
    page.locator("form input[name=seen]").first.evaluate("field => { field.value = 'seen-long-ago' }")
    submit("Save")(page)


def send_ideas(page: Page, text: str) -> None:
    """Send a file of ideas with these rows."""
    page.get_by_label("Where they come from").fill("a survey in March")
    content = ("title,text,theme,intent\n" + text).encode()
    page.get_by_label("File").set_input_files(
        FilePayload(name="ideas.csv", mimeType="text/csv", buffer=content)
    )
    submit("Look at it")(page)


def send_good_ideas(page: Page) -> None:
    """Send ideas of which one may show who somebody is."""
    send_ideas(
        page, "Warm meals,Mrs Adeyemi in bed 9 had none.,,\nOne rota,Let us all see it.,,challenge it\n"
    )


def send_wrong_ideas(page: Page) -> None:
    """Send ideas of which one has no title and one a theme that is not there."""
    send_ideas(page, ",No title.,,\nOne rota,Let us see it.,No such theme,\n")


PAGE_STATES = (
    PageState("form for a file of ideas", IMPORT, "organiser"),
    PageState("files of ideas on their way in", "/admin/desk/<begun>/import/", "organiser"),
    wrong("file of ideas that is refused", IMPORT, "organiser", send_wrong_ideas),
    wrong("file of ideas to look through", IMPORT, "organiser", send_good_ideas, f"{IMPORT}check/"),
    PageState("making a workshop", NEW, "administrator"),
    wrong("making a workshop without a title", NEW, "administrator", submit("Make it")),
    empty("nobody may make workshops yet", "/admin/workshop-makers/", "administrator"),
    wrong("nobody to make workshops", "/admin/workshop-makers/", "administrator", submit("Let them")),
    PageState("announcing a workshop", f"{SET_UP}announcement/", "organiser"),
    empty("opening a workshop that is open", f"{OPEN}opening/", "organiser"),
    PageState("pausing it on the desk", f"{OPEN}pause/", "organiser"),
    PageState("closing it on the desk", f"{OPEN}closing/", "organiser"),
    PageState("extending it on the desk", f"{OPEN}extension/", "organiser"),
    PageState("other dates on the desk, to confirm", f"{OPEN}extension/{DATES}", "organiser"),
    wrong("other dates on the desk that cannot be", f"{OPEN}extension/?closes_at_0=2020-01-01", "organiser"),
    empty("opening one again on the desk that is open", f"{OPEN}reopening/", "organiser"),
    PageState("set-up of a workshop, half done", SET_UP, "organiser"),
    empty("set-up of a workshop, just begun", BARE, "organiser"),
    PageState("set-up of an open workshop", OPEN, "organiser"),
    PageState("purpose", f"{SET_UP}purpose/", "organiser"),
    PageState("purpose of an open workshop", f"{OPEN}purpose/", "organiser"),
    wrong("purpose that somebody saved meanwhile", f"{SET_UP}purpose/", "organiser", save_late),
    PageState("themes to set up", f"{SET_UP}themes/", "organiser"),
    empty("no themes to set up", f"{BARE}themes/", "organiser"),
    wrong("theme without a title", f"{SET_UP}themes/", "organiser", submit("Add")),
    PageState("theme to reword", THEME, "organiser"),
    wrong("theme that somebody saved meanwhile", THEME, "organiser", save_late),
    PageState("word for a theme", f"{SET_UP}themes/word/", "organiser"),
    PageState("dates to set up", f"{SET_UP}dates/", "organiser"),
    PageState("dates of an open workshop", f"{OPEN}dates/", "organiser"),
    wrong(
        "dates that cannot be",
        f"{SET_UP}dates/",
        "organiser",
        post(opens_at_0="2020-01-01", opens_at_1="09:00", closes_at_0="2019-01-01"),
    ),
    PageState("who may join", f"{SET_UP}joining/", "organiser"),
    wrong("domains that are none", f"{SET_UP}joining/", "organiser", post(allowed_domains="no domain!")),
    PageState("organisations to list", f"{SET_UP}joining/organisations/", "organiser"),
    wrong("no organisation to list", f"{SET_UP}joining/organisations/", "organiser", submit("Add")),
    PageState("making a join code", f"{SET_UP}joining/codes/", "organiser"),
    wrong("making a join code for nobody", f"{SET_UP}joining/codes/", "organiser", submit("Make it")),
    PageState("end of a join code", f"{SET_UP}joining/codes/<begun_code>/", "organiser"),
    PageState("what people are asked", f"{SET_UP}questions/", "organiser"),
    PageState("straw poll to set up", f"{SET_UP}poll/", "organiser"),
    wrong("straw poll without answers", f"{SET_UP}poll/", "organiser", post(question="Do you?")),
    PageState("straw poll of an open workshop", f"{OPEN}poll/", "organiser"),
    PageState("materials to set up", f"{SET_UP}materials/", "organiser"),
    empty("no materials to set up", f"{BARE}materials/", "organiser"),
    wrong("material without anything", f"{SET_UP}materials/", "organiser", submit("Add")),
    PageState("material to change", f"{SET_UP}materials/<begun_material>/", "organiser"),
    PageState("logo and picture", f"{SET_UP}pictures/", "organiser"),
    PageState("logo to choose", f"{SET_UP}pictures/logo/", "organiser"),
    wrong("no logo chosen", f"{BARE}pictures/logo/", "organiser", submit("Save")),
    PageState("design group and organisers", f"{SET_UP}people/", "organiser"),
    wrong("no address to invite", f"{SET_UP}people/", "organiser", submit("Invite them")),
    PageState("moderation to set up", f"{SET_UP}moderation/", "organiser"),
    PageState("moderation of an open workshop", f"{OPEN}moderation/", "organiser"),
)
