"""Ways to use a page: keys only, a finger, a mouse. A journey is written once and walked by each."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.browser.seeing import focused, overflow

MOST_STOPS = 90


@dataclass
class Hand:
    """Uses a page with a mouse, and sees to it that nothing runs out of the window on the way."""

    page: Page
    taps: int = field(default=0)

    def touch(self, target: Locator) -> None:
        """Press something."""
        self.taps += 1
        target.first.click()

    def follow(self, name: str) -> None:
        """Follow a link to another page, and be there."""
        with self.page.expect_navigation():
            self.touch(self.page.get_by_role("link", name=name, exact=True))

    def follow_own(self, name: str) -> None:
        """Follow a link to one of one's own pages, which a phone keeps behind one word."""
        word = self.page.locator("summary", has_text="My pages")
        if word.is_visible():
            self.touch(word)
        self.follow(name)

    def press(self, name: str) -> None:
        """Press a button."""
        self.touch(self.page.get_by_role("button", name=name, exact=True))

    def choose(self, name: str) -> None:
        """Choose one of several answers."""
        self.touch(self.page.get_by_role("radio", name=name, exact=True))

    def write(self, label: str, text: str) -> None:
        """Go to a box and write into it."""
        self.touch(self.page.get_by_role("textbox", name=label))
        self.page.keyboard.insert_text(text)

    def see(self, words: str) -> None:
        """Wait for words; fails where the page is wider than its window."""
        expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()
        assert overflow(self.page) == 0


class Finger(Hand):
    """Uses a page by touch."""

    def touch(self, target: Locator) -> None:
        """Tap something."""
        self.taps += 1
        target.first.tap()


class Keys(Hand):
    """Uses a page by keyboard alone, and knows what has the focus only from what a screen reader is told."""

    def follow(self, name: str) -> None:
        """Go to a link, follow it, and be there."""
        self.go_to("link", name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, name: str) -> None:
        """Go to a button and press it."""
        self.go_to("button", name)
        self.page.keyboard.press("Space")

    def choose(self, name: str) -> None:
        """Go to a group of answers and on to the wanted one with the arrows."""
        wanted = f"radio {name}"
        self.page.keyboard.press("Tab")
        for _stop in range(MOST_STOPS):
            here = focused(self.page)
            if here == wanted:
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown" if here.startswith("radio ") else "Tab")
        raise AssertionError(f"{wanted} is nowhere")

    def write(self, label: str, text: str) -> None:
        """Go to a box and write into it."""
        self.go_to("textbox", label)
        self.page.keyboard.insert_text(text)

    def go_to(self, role: str, name: str) -> None:
        """Press the tabulator until the focus is there, once round at most."""
        passed = []
        for _stop in range(MOST_STOPS):
            here = focused(self.page)
            if here == f"{role} {name}" or (role == "textbox" and here.startswith(f"{role} {name}")):
                return
            passed.append(here)
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{role} {name} is not among {passed}")
