"""Keys and passkeys: the second step of signing in that needs the browser's help."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows
from tests.browser.fixtures import SEED
from tests.browser.page_states.second_factor import KEYS, VIRTUAL_KEY, show_code
from tests.browser.steps import press
from tests.cast import Person

REFUSE = "() => { navigator.credentials.create = () => Promise.reject(new Error('no')); }"


def open_form(windows: Windows, person: Person) -> Page:
    """Return the page on which this person adds a key, the second step shown once more."""
    TOTP.activate(person.user, SEED)
    page = windows.open(person)
    page.goto(f"{KEYS}add/")
    show_code(page)
    expect(page.get_by_role("heading", name="Add a key")).to_be_visible()
    return page


def test_a_key_is_added_and_removed(windows: Windows, moderator: Person) -> None:
    page = open_form(windows, moderator)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})
    page.get_by_label("A name for it").fill("My key")
    press("Add the key")(page)
    expect(page.get_by_text("The key is added.")).to_be_visible()
    page.goto(KEYS)
    page.get_by_role("link", name="Remove My key").click()
    press("Remove it")(page)
    expect(page.get_by_text("The key is removed.")).to_be_visible()
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()


def test_a_key_that_does_not_work_is_answered_on_the_page(windows: Windows, moderator: Person) -> None:
    page = open_form(windows, moderator)
    alert = page.get_by_role("alert")
    expect(alert).to_be_hidden()
    page.evaluate(REFUSE)
    press("Add the key")(page)
    expect(alert).to_have_text("That didn’t work. Is the key plugged in and yours? Try again.")
