"""What people do on our pages, in their own words: by labels and names, never by the way a page is built."""

from collections.abc import Callable

from playwright.sync_api import Page

Deed = Callable[[Page], None]
TITLE = "One shared diary for everybody who visits the same home"
TEXT = """Three of us stood at the same door on Tuesday morning, and nobody came on Friday.

One diary that nurses, carers and therapists can all see would stop that."""


def stay(_page: Page) -> None:
    """Only look."""


def press(name: str) -> Deed:
    """Return the deed of pressing a button."""
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def submit(name: str) -> Deed:
    """Return the deed of pressing a button that leads to another page, and being there."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            press(name)(page)

    return act


def be_refused(name: str) -> Deed:
    """Return the deed of pressing a button too early, so that the page says what is missing."""

    def act(page: Page) -> None:
        press(name)(page)
        page.get_by_role("alert").filter(has_text="There is a problem").wait_for()

    return act


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")


def ask_for_code(page: Page, address: str = "maria@trust.example") -> None:
    """Type an address into the one box, and go on to the next."""
    page.get_by_label("Your work e-mail address").fill(address)
    press("Send me a code")(page)
    page.get_by_role("heading", name="Enter your code").wait_for()


def enter_no_code(page: Page) -> None:
    """Leave the box for the code empty."""
    ask_for_code(page)
    be_refused("Sign in")(page)


def use_up_tries(page: Page) -> None:
    """Type codes that nobody sent until no try is left."""
    ask_for_code(page)
    for _try in range(5):
        page.get_by_label("digit code").fill("000000")
        submit("Sign in")(page)
    page.get_by_role("heading", name="Too many wrong codes").wait_for()


def ask_for_both_codes(page: Page, address: str = "maria.lopez.garcia@home.example") -> None:
    """Type the address that one wants, and go on to the boxes for the codes."""
    page.get_by_label("Your new e-mail address").fill(address)
    press("Send me both codes")(page)
    page.get_by_role("heading", name="Enter both codes").wait_for()


def enter_wrong_codes(page: Page) -> None:
    """Type codes that nobody sent."""
    ask_for_both_codes(page)
    page.get_by_label("your address now").fill("123456")
    page.get_by_label("your new address").fill("123456")
    be_refused("Change my address")(page)


def fill_in(page: Page, title: str = TITLE, text: str = TEXT) -> None:
    """Fill in the form for an idea."""
    page.get_by_label("Your idea in one line").fill(title)
    page.get_by_label("Tell us more").fill(text)
    page.get_by_label("Which part of the draft is it about?").select_option(index=0)


def write(page: Page) -> None:
    """Write an idea and go on to check it."""
    fill_in(page)
    press("Check your idea")(page)
    page.get_by_role("heading", name="Check your idea").wait_for()


def send(page: Page) -> None:
    """Write an idea, check it, send it."""
    write(page)
    press("Send my idea")(page)
    page.get_by_role("heading", name="Thank you. Your idea is sent.").wait_for()


def send_as_visitor(page: Page) -> None:
    """Write an idea without being signed in, and go on to the page for the address."""
    fill_in(page)
    press("Go on to your e-mail")(page)
    page.get_by_role("heading", name="Sign in or join").wait_for()


def ask_to_throw_away(page: Page) -> None:
    """Write an idea without being signed in, and ask on the page for the address to delete it."""
    send_as_visitor(page)
    page.get_by_role("link", name="It is not mine: delete it").click()
    page.get_by_role("heading", name="Delete what waits here?").wait_for()


def ask_to_take_answer_back(page: Page) -> None:
    """Answer the question of this page, and ask to take the answer back."""
    question = page.url
    page.locator("textarea").fill("On Sundays.")
    press("Send my answer")(page)
    page.get_by_role("heading", name="My contributions").wait_for()
    page.goto(question)
    page.get_by_role("link", name="Take my answer back").click()
    page.get_by_role("heading", name="Take your answer back?").wait_for()


def like(page: Page) -> None:
    """Like the idea whose page is open, unless that is done already."""
    button = page.get_by_role("button", name="I like it")
    if button.get_attribute("aria-pressed") == "false":
        button.click()
    page.get_by_text("Your vote is stored.").wait_for()
