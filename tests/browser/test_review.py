"""The design group reviews: by two keys a text at most, by touch on a phone, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from ideas.models import Idea
from moderation.models import Decision
from tests.browser.conftest import Windows
from tests.browser.seeing import overflow
from tests.browser.standing_still import follow, stood_still
from tests.cast import Person, make_idea
from workshops.models import Workshop

REVIEW = "/admin/desk/community/review/"
TITLES = ("One number to ring", "Pay the travel time", "A shared diary")


def press_keys(page: Page, *keys: str) -> None:
    """Press one key after the other."""
    for key in keys:
        page.keyboard.press(key)


def press_button(page: Page, name: str, *, touch: bool) -> None:
    """Press a button, with a finger or without."""
    button = page.get_by_role("button", name=name)
    button.tap() if touch else button.click()


def read_title(page: Page) -> str:
    return page.locator("#review-title").inner_text()


def expect_other(page: Page, title: str) -> None:
    """Wait until another text, or none, is there."""
    expect(page.locator("#review").get_by_role("heading", level=2).first).not_to_have_text(title)


def decide(page: Page, way: str, verdict: str) -> None:
    """Publish or hide what is there, in one of the three ways."""
    title, touch = read_title(page), way == "touch"
    if way == "keys":
        press_keys(page, *("1" if verdict == "publish" else "2c"))
    elif verdict == "publish":
        press_button(page, "Publish", touch=touch)
    else:
        page.get_by_text("Hide", exact=True).click()
        press_button(page, "not about this workshop", touch=touch)
    expect_other(page, title)


@pytest.mark.parametrize("width", [390, 1280])
def test_undo_stands_still_while_the_decision_is_told(
    windows: Windows, workshop: Workshop, moderator: Person, width: int
) -> None:
    for title in TITLES:
        make_idea(workshop, status=Idea.Status.IN_REVIEW, title=title, body="We tried it. " * 40)
    page = windows.open(moderator, width=width)
    page.goto(REVIEW)
    follow(page, ".desk__undo button", ".desk__undo [role=status]")
    decide(page, "click", "publish")
    expect(page.locator(".desk__undo [role=status]")).to_contain_text("Published:")
    assert stood_still(page)


@pytest.mark.parametrize("way", ["keys", "touch", "plain"])
def test_three_texts_are_reviewed_and_the_last_decision_is_undone(
    windows: Windows, workshop: Workshop, moderator: Person, way: str
) -> None:
    for title in TITLES:
        make_idea(workshop, status=Idea.Status.IN_REVIEW, title=title, body="We tried it. " * 40)
    options = {"java_script_enabled": False} if way == "plain" else {"has_touch": way == "touch"}
    page = windows.open(moderator, width=1280 if way == "keys" else 390, **options)
    page.goto(REVIEW)
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url) if _is_page(request) else None)
    if way == "keys":
        page.get_by_role("switch", name="Keyboard shortcuts").click()
    for verdict in ("publish", "hide", "publish"):
        assert overflow(page) == 0
        title = read_title(page)
        decide(page, way, verdict)
    expect(page.get_by_text("Nothing is left for you")).to_be_visible()
    expect(page.locator(".desk__undo p")).to_have_text(f"Published: “{title}”.")
    if way == "keys":
        press_keys(page, "u")
    else:
        press_button(page, "Undo", touch=way == "touch")
    expect(page.locator("#review-title")).to_be_visible()
    assert read_title(page) == title
    verdicts = sorted(Decision.objects.values_list("verdict", flat=True))
    assert verdicts == ["hide", "publish", "publish", "undo"]
    # With JavaScript no page is loaded between texts, and no list in any way.
    lists = [url for url in loads if "/review/" not in url and "/undo/" not in url]
    assert (loads == [] or way == "plain", lists) == (True, [])


def _is_page(request: Request) -> bool:
    return request.is_navigation_request()


def test_two_ideas_are_found_merged_and_parted_again_without_javascript(
    windows: Windows, workshop: Workshop, moderator: Person
) -> None:
    main = make_idea(workshop, title="Pay the travel time", body="For all of us.", reviewed=True)
    part = make_idea(workshop, status=Idea.Status.IN_REVIEW, title="One number to ring")
    page = windows.open(moderator, java_script_enabled=False)
    page.goto(REVIEW)
    page.get_by_role("link", name="Merge", exact=True).click()
    box = page.get_by_label("Look for another idea")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("alert")).to_contain_text("Type words of the other idea, or its address.")
    box.fill("travel time")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name=main.title).click()
    page.get_by_role("link", name=f"Swap: make “{part.title}” the main idea").click()
    page.get_by_role("link", name=f"Swap: make “{main.title}” the main idea").click()
    assert overflow(page) == 0
    page.get_by_role("button", name="Merge", exact=True).click()
    merged = f"Merged: “{part.title}” counts with “{main.title}”."
    expect(page.locator(".desk__undo p")).to_have_text(merged)
    press_button(page, "Undo", touch=False)
    expect(page.locator("#review-title")).to_have_text(part.title)
    page.get_by_role("link", name="Merge", exact=True).click()
    box.fill(main.ref)
    page.get_by_role("button", name="Look").click()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".desk__undo p")).to_have_text(merged)
    page.goto(f"{REVIEW}{main.ref}/")
    page.get_by_role("button", name="Unmerge").click()
    expect(page.get_by_text("Unmerge")).not_to_be_visible()
    verdicts = Decision.objects.filter(verdict__in=["merge", "undo", "split"]).values_list(
        "verdict", flat=True
    )
    assert sorted(verdicts) == ["merge", "merge", "split", "undo"]
