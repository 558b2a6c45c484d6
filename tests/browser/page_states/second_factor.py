"""The second step of signing in: an app, recovery codes, keys."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.browser.fixtures import SEED
from tests.browser.page_states.page_state import PageState, empty, wrong
from tests.browser.steps import Deed, be_refused

FACTORS = "/accounts/2fa/"
KEYS = f"{FACTORS}webauthn/"
# A key of Chromium's own that says yes to everything.
VIRTUAL_KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


def show_code(page: Page) -> None:
    """Type what the app shows now, and go on to the page that asked for it."""
    page.get_by_role("textbox").fill(str(format_hotp_value(hotp_value(SEED, int(time.time()) // 30))))
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button").first.click()


def make_codes(page: Page) -> None:
    """Make recovery codes and look at them."""
    show_code(page)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button").first.click()


def add_key(page: Page) -> None:
    """Plug in a key and add it."""
    show_code(page)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})
    page.get_by_role("textbox").fill("My key")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button").first.click()


def add_key_and(address: str = "", link: str = "") -> Deed:
    """Return the deed of adding a key and going on from there."""

    def act(page: Page) -> None:
        add_key(page)
        if address:
            page.goto(address)
        else:
            page.goto(KEYS)
            page.get_by_role("link", name=link).click()

    return act


PAGE_STATES = (
    PageState("second factor", FACTORS, "moderator"),
    PageState("second factor that is set up", FACTORS, "enrolled"),
    PageState("setting up an app", f"{FACTORS}totp/activate/", "moderator"),
    wrong(
        "setting up an app, with an error", f"{FACTORS}totp/activate/", "moderator", be_refused("Turn it on")
    ),
    PageState("turning the app off", f"{FACTORS}totp/deactivate/", "enrolled", show_code),
    PageState("showing the second factor", f"{FACTORS}reauthenticate/", "enrolled"),
    wrong("showing nothing", f"{FACTORS}reauthenticate/", "enrolled", be_refused("Go on")),
    PageState("making recovery codes", f"{FACTORS}recovery-codes/generate/", "enrolled", show_code),
    PageState(
        "recovery codes",
        f"{FACTORS}recovery-codes/generate/",
        "enrolled",
        make_codes,
        ends_at=f"{FACTORS}recovery-codes/",
    ),
    empty("no keys", KEYS, "moderator"),
    PageState("adding a key", f"{KEYS}add/", "enrolled", show_code),
    PageState("keys", f"{KEYS}add/", "enrolled", add_key_and(KEYS), ends_at=KEYS),
    PageState(
        "renaming a key",
        f"{KEYS}add/",
        "enrolled",
        add_key_and(link="Rename"),
        ends_at=f"{KEYS}keys/<key>/edit/",
    ),
    PageState(
        "removing a key",
        f"{KEYS}add/",
        "enrolled",
        add_key_and(link="Remove"),
        ends_at=f"{KEYS}keys/<key>/remove/",
    ),
    PageState(
        "showing a key",
        f"{KEYS}add/",
        "enrolled",
        add_key_and(f"{KEYS}reauthenticate/"),
        ends_at=f"{KEYS}reauthenticate/",
    ),
)
