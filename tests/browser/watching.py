"""Everything about a visit that must never happen, noted while the visit goes on."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# Runs before any script of the page, and outside the page's own policy.
NOTE_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`));"""
# The browser says this of every answer from 400 on; `note_response` knows which of them are meant.
FAILED = "Failed to load resource"
# Playwright says this itself in windows that take no service worker; see `Windows.open`.
BLOCKED = "Service Worker registration blocked by Playwright"


@dataclass
class Watch:
    """What went wrong on the pages of one browser window, in words."""

    origin: str
    troubles: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of this window from now on."""
        context.add_init_script(NOTE_VIOLATIONS)
        context.on("request", self.note_request)
        context.on("response", self.note_response)
        context.on("requestfailed", self.note_failure)
        context.on("console", self.note_message)
        context.on("page", self.follow_page)

    def follow_page(self, page: Page) -> None:
        """Note errors that no script of the page has caught."""
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))

    def note_request(self, request: Request) -> None:
        """Note a request to anybody but ourselves."""
        if not request.url.startswith((f"{self.origin}/", "data:")):
            self.troubles.append(f"elsewhere: {request.url}")

    def note_response(self, response: Response) -> None:
        """Note what a page needs and does not get. A page that is itself a refusal is no trouble."""
        if response.status >= 400 and not response.request.is_navigation_request():
            self.troubles.append(f"{response.status}: {response.url}")

    def note_failure(self, request: Request) -> None:
        """Note a request without an answer, unless the page itself gave it up."""
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"{request.failure}: {request.url}")

    def note_message(self, message: ConsoleMessage) -> None:
        """Note errors and warnings, of which a violation of the policy is one."""
        if message.type in {"error", "warning"} and not message.text.startswith((FAILED, BLOCKED)):
            self.troubles.append(f"{message.type}: {message.text}")

    def forgive(self, words: str) -> None:
        """Drop the troubles that a test has made itself; fails where there are none."""
        kept = [trouble for trouble in self.troubles if words not in trouble]
        assert kept != self.troubles
        self.troubles[:] = kept
