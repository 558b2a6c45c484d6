"""The site as something to install: without a connection, after signing out, with a broken worker."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ideas_platform import installing
from tests.browser.conftest import Windows
from tests.browser.steps import fill_in, press
from tests.cast import Person, make_idea
from workshops.models import Workshop

WRITE = "/workshops/community/ideas/new/"
HERE = "One number to ring"
READY = "navigator.serviceWorker.ready.then(() => true)"
# Everything that a browser can keep for a site, as one text.
ALL_KEPT = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const read = async (asked) => asked.url + await (await cache.match(asked)).text();
    const all = (await cache.keys()).map(read);
    texts.push(...await Promise.all(all));
  }
  for (const store of [localStorage, sessionStorage]) texts.push(JSON.stringify({ ...store }));
  for (const { name } of await indexedDB.databases()) texts.push(name);
  return texts.join("\\n");
}"""
# What a browser does by itself soon after it has opened a page, whatever the worker answers.
LOOK_FOR_THE_NEXT = """async () => {
  const taken = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  await taken;
}"""
BROKEN = """self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => event.respondWith(new Response("This worker is broken.")));"""


def open_with_worker(windows: Windows, person: Person, address: str) -> Page:
    """Return a page of this site that its worker looks after."""
    page = windows.open(person, service_workers="allow")
    page.goto(address)
    assert page.evaluate(READY)
    return page


def test_a_draft_survives_airplane_mode(windows: Windows, workshop: Workshop, participant: Person) -> None:
    page = open_with_worker(windows, participant, WRITE)
    fill_in(page, HERE)
    page.context.set_offline(True)
    page.locator("main form[data-keep-draft] button[type=submit]").last.click()
    expect(page.get_by_text("You are not connected, so nothing was sent.")).to_be_visible()
    expect(page.get_by_label("Your idea in one line")).to_have_value(HERE)
    page.goto("/privacy/")
    expect(page.get_by_role("heading", name="You are not connected")).to_be_visible()
    page.context.set_offline(False)
    page.goto(WRITE)
    expect(page.get_by_label("Your idea in one line")).to_have_value(HERE)
    # The browser has told its console what it could not load.
    windows.watch.troubles.clear()


def test_after_signing_out_nothing_that_is_kept_holds_a_text(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    idea = make_idea(workshop, title="A title that only members read")
    page = open_with_worker(windows, participant, WRITE)
    fill_in(page, HERE)
    assert HERE in page.evaluate(ALL_KEPT)
    page.goto(idea.get_absolute_url())
    press("Sign out")(page)
    is_asked = page.get_by_role("heading", name="Sign out?")
    is_asked.or_(page.get_by_role("link", name="Sign in")).first.wait_for()
    if is_asked.is_visible():
        page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    kept = page.evaluate(ALL_KEPT)
    assert "You are not connected" in kept
    assert [words for words in (HERE, idea.title, participant.user.email) if words in kept] == []


@pytest.mark.parametrize("is_on", [True, False], ids=["another worker", "no worker"])
def test_the_next_release_gets_rid_of_a_worker_that_breaks_the_site(
    windows: Windows, participant: Person, monkeypatch: pytest.MonkeyPatch, settings: Any, is_on: bool
) -> None:
    with monkeypatch.context() as released:
        released.setattr(installing, "write_worker", lambda: BROKEN)
        page = open_with_worker(windows, participant, "/privacy/")
        page.goto("/privacy/")
        expect(page.get_by_text("This worker is broken.")).to_be_visible()
    settings.SERVICE_WORKER = is_on
    page.evaluate(LOOK_FOR_THE_NEXT)
    page.goto("/privacy/")
    expect(page.get_by_role("heading", name="Privacy", exact=True)).to_be_visible()
    names = page.evaluate("caches.keys()")
    assert [name.startswith("shell-") for name in names] == ([True] if is_on else [])
