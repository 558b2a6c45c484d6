"""From an address to being a member, and out again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ideas.models import Idea
from tests.browser.conftest import Windows
from tests.browser.letters import read_code
from tests.browser.stage import furnish
from tests.browser.steps import TITLE, ask_for_code, be_refused, press, send_as_visitor
from tests.cast import Person
from workshops.models import Membership, PendingText, Workshop

ADDRESS = "maria@trust.example"
NEXT_WEATHER = "https://www.bbc.co.uk/weather"


def sign_in(page: Page, mail_dir: Path, address: str = ADDRESS) -> None:
    """Sign in with the code from the letter."""
    ask_for_code(page, address)
    page.get_by_label("Six-digit code").fill(read_code(mail_dir))
    press("Sign in")(page)


def test_somebody_new_signs_in_by_a_code_and_joins(
    windows: Windows, workshop: Workshop, mail_dir: Path
) -> None:
    furnish(workshop)
    page = windows.open()
    page.goto("/")
    page.get_by_role("link", name="Community services").click()
    page.get_by_role("link", name="Join this workshop").click()
    sign_in(page, mail_dir)
    page.get_by_role("combobox", name="Where do you work?").fill("hollow")
    page.get_by_role("option", name="Hollow Lane Hospice").click()
    page.get_by_label("In which borough?").select_option("Camden")
    page.get_by_label("I am a …").select_option("nurse")
    press("Join this workshop")(page)
    expect(page.get_by_role("status")).to_have_text("You have joined.")
    expect(page.get_by_role("link", name="Vote on ideas")).to_be_visible()
    member = Membership.objects.select_related("organisation", "borough", "group").get(user__email=ADDRESS)
    assert [str(each) for each in (member.organisation, member.borough, member.group)] == [
        "Hollow Lane Hospice",
        "Camden",
        "nurse",
    ]


def test_joining_needs_no_answer(windows: Windows, workshop: Workshop, outsider: Person) -> None:
    page = windows.open(outsider)
    page.goto(f"{workshop.get_absolute_url()}membership/")
    press("Join this workshop")(page)
    expect(page.get_by_role("status")).to_have_text("You have joined.")
    assert Membership.objects.get(user=outsider.user).organisation is None


def test_signing_in_works_without_javascript(windows: Windows, workshop: Workshop, mail_dir: Path) -> None:
    page = windows.open(java_script_enabled=False)
    page.goto("/accounts/")
    sign_in(page, mail_dir)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_an_error_takes_the_focus_and_leads_to_the_box(windows: Windows) -> None:
    page = windows.open()
    page.goto("/accounts/")
    press("Send me a code")(page)
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Enter your work e-mail address.").click()
    expect(page.get_by_label("Your work e-mail address")).to_be_focused()


def test_leave_quickly_goes_elsewhere_and_the_back_button_does_not_return(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    page = windows.open(participant)
    page.route(NEXT_WEATHER, lambda route: route.fulfill(body="<title>Weather</title>"))
    page.goto("/")
    page.goto(workshop.get_absolute_url())
    page.get_by_role("link", name="Leave quickly").click()
    expect(page).to_have_title("Weather")
    page.go_back()
    assert page.url == f"{windows.address}/"
    windows.watch.forgive(NEXT_WEATHER)


@pytest.mark.parametrize("script", [True, False])
def test_a_visitor_writes_first_and_joins_after(
    windows: Windows, workshop: Workshop, mail_dir: Path, script: bool
) -> None:
    page = windows.open(java_script_enabled=script)
    page.goto(f"{workshop.get_absolute_url()}ideas/new/")
    send_as_visitor(page)
    expect(page.get_by_text("Sign in with any address that lets you in")).to_be_visible()
    sign_in(page, mail_dir, f"writer-{script}@trust.example".lower())
    expect(page.get_by_text("It was written here before you signed in.")).to_be_visible()
    expect(page.get_by_text(TITLE, exact=True).last).to_be_visible()
    press("Join and send my idea")(page)
    expect(page).to_have_url(re.compile(r"\?sent=1$"))
    assert (Idea.objects.get().title, PendingText.objects.count()) == (TITLE, 0)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_code_cut_short_and_a_reload_do_not_lose_the_way_to_the_text(
    windows: Windows, workshop: Workshop, participant: Person, mail_dir: Path, script: bool
) -> None:
    page = windows.open(java_script_enabled=script)
    page.goto(f"{workshop.get_absolute_url()}ideas/new/")
    send_as_visitor(page)
    ask_for_code(page, "maria@turst.example")
    page.get_by_label("Six-digit code").fill("12-34")
    be_refused("Sign in")(page)
    page.reload()
    page.get_by_role("link", name="Use another address").click()
    sign_in(page, mail_dir, participant.user.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your idea")
    expect(page.get_by_text(TITLE).first).to_be_visible()
