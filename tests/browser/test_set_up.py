"""From an empty site to an open workshop with invited people and packs, by an organiser with a browser."""

from __future__ import annotations

from urllib.parse import urlsplit
from zipfile import ZipFile

from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Windows
from tests.browser.steps import submit
from tests.cast import STAFF_DOMAIN, Person, make_user
from workshops.models import Workshop
from workshops.phases import Phase
from workshops.rules import Role

# Different pages, from the first look at the empty site on.
MOST_PAGES = 15
ORGANISATIONS = ("Hollow Lane Hospice", "Northfield Home Care", "Riverside Trust")
WIDE = 1280


class Pages:
    """The different pages that somebody has been on."""

    def __init__(self, page: Page) -> None:
        self.seen: list[str] = []
        page.on("framenavigated", self._note)

    def _note(self, frame: Frame) -> None:
        path = urlsplit(frame.url).path
        if frame.parent_frame is None and path not in self.seen and path.startswith("/"):
            self.seen.append(path)


def go(page: Page, name: str) -> None:
    """Follow a link of this name."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def choose_step(page: Page, number: int, name: str) -> None:
    """Unfold the list of steps and go to this one."""
    page.locator("details.set-up__steps summary").click()
    go(page, f"{number}. {name}")


PURPOSE = {
    "summary": "What should care at home be like?",
    "brief": "We want to hear what works.",
    "contact_name": "Sam",
    "contact_email": "sam@trust.example",
    "safeguarding": "Ring 020 7946 0120.",
    "safeguarding_email": "safe@trust.example",
}


def write_purpose(page: Page) -> None:
    for name, words in PURPOSE.items():
        page.locator(f"#id_{name}").fill(words)
    submit("Save and go on")(page)


def write_themes(page: Page) -> None:
    for title in ("Teams around the person", "Plans made together"):
        page.locator("#id_title").fill(title)
        submit("Add")(page)
    go(page, "Next, without saving")


def write_dates(page: Page) -> None:
    for name, day in (("opens_at", "2098-01-05"), ("closes_at", "2098-03-05")):
        page.locator(f"#id_{name}_0").fill(day)
        page.locator(f"#id_{name}_1").fill("09:00")
    submit("Save and go on")(page)


def list_organisations(page: Page) -> None:
    go(page, "List organisations")
    page.locator("#id_names").fill("\n".join(ORGANISATIONS))
    submit("Add")(page)
    go(page, "Who may join")


def set_up(page: Page) -> None:
    """Go through the steps that a workshop cannot open without."""
    page.goto("/admin/")
    expect(page.get_by_text("You work for no workshop yet.")).to_be_visible()
    go(page, "Make a workshop")
    page.get_by_label("Title").fill("Care at home")
    submit("Make it")(page)
    write_purpose(page)
    write_themes(page)
    write_dates(page)
    page.locator("#id_allowed_domains").fill("trust.example")
    submit("Save")(page)
    list_organisations(page)
    choose_step(page, 9, "Design group and organisers")
    page.get_by_label("E-mail addresses").fill("expert@trust.example")
    submit("Invite them")(page)
    go(page, "Check list")


def open_it(page: Page) -> Workshop:
    """Open it at once, after reading what that does; return it."""
    expect(page.get_by_text("Everything is there.")).to_be_visible()
    go(page, "Open now")
    expect(
        page.get_by_text("People can write, vote and answer the poll from now on.", exact=False)
    ).to_be_visible()
    submit("Open now")(page)
    expect(page.get_by_text("It is open now.")).to_be_visible()
    return Workshop.objects.with_phase().get(slug="care-at-home")


def invite(page: Page, number: int) -> None:
    """Paste a list of so many people, look at what it does, and send it."""
    page.get_by_role("link", name="Care at home", exact=True).first.click()
    go(page, "People")
    go(page, "Invite people")
    people = "\n".join(f"person-{place}@home.example" for place in range(number))
    page.locator("#id_addresses").fill(people)
    submit("Look at it")(page)
    submit(f"Send {number} invitations")(page)


def take_packs(page: Page) -> list[str]:
    """Mark the organisations and take their packs in one file; return the names in it."""
    page.get_by_role("link", name="Care at home", exact=True).first.click()
    go(page, "Spread")
    for name in ORGANISATIONS:
        page.get_by_label(name, exact=True).check(force=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Take the marked packs (ZIP)").click()
    with ZipFile(download.value.path()) as packs:
        return packs.namelist()


def test_an_organiser_goes_from_an_empty_site_to_an_open_workshop(windows: Windows) -> None:
    maker = Person(make_user("maker", domain=STAFF_DOMAIN, is_staff=True, makes_workshops=True))
    page = windows.open(maker, width=WIDE)
    pages = Pages(page)
    set_up(page)
    workshop = open_it(page)
    assert workshop.phase == Phase.OPEN
    invite(page, 200)
    assert workshop.invitations.filter(role=Role.PARTICIPANT).count() == 200
    names = take_packs(page)
    for wanted in ("hollow-lane", "northfield", "riverside"):
        assert [name for name in names if wanted in name and name.endswith(".pdf")], names
    assert len(pages.seen) <= MOST_PAGES, pages.seen
