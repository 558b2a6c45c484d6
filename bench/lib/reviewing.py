"""Somebody of the design group at their desk, over HTTP: reads the page, and presses its buttons."""

import http.client
import re
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlencode

from bench.lib.design_group import Colleague
from bench.lib.load import HOST, PATIENCE
from bench.lib.served import CSRF

FORM = re.compile(
    r'action="(?P<address>[^"]*/decision/)".*?value="publish".*?name="seen" value="(?P<seen>[^"]*)"',
    re.DOTALL,
)
PRESS = re.compile(r'name="press" value="(?P<press>[^"]+)"')
# Every so many texts somebody does something else than to publish.
HIDE, SKIP, PRESS_TWICE, UNDO = 4, 9, 11, 13


@dataclass
class Review:
    """How one person got on: texts decided, presses that were refused, and the seconds of each answer."""

    decided: int = 0
    undone: int = 0
    refused: int = 0
    faults: int = 0
    times: list[float] = field(default_factory=list)


class Desk:
    """The browser of one person: one connection, opened anew where the server has closed it."""

    def __init__(self, port: int, colleague: Colleague, review: Review) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        self._address = f"/admin/desk/{colleague.membership.workshop.slug}/"
        self._cookie, self.review = colleague.cookie, review

    def look(self) -> str:
        """Return the page of review: the next text, or that there is none."""
        return self._ask("GET", f"{self._address}review/")[1]

    def decide(self, form: re.Match[str], verdict: str) -> int:
        """Send a decision about the text of this form, and return the status."""
        sent = {"verdict": verdict, "seen": form["seen"], "from": "turn"}
        if verdict == "hide":
            sent["reason"] = "off_topic"
        return self._ask("POST", form["address"], sent)[0]

    def skip(self, form: re.Match[str]) -> None:
        """Leave the text to somebody else for now."""
        self._ask("POST", form["address"].replace("/decision/", "/skip/"), {"from": "turn"})

    def undo(self, page: str) -> bool:
        """Undo what the page says was decided last; return whether that was done."""
        found = PRESS.search(page)
        sent = {"press": found["press"] if found else "", "from": "turn"}
        return self._ask("POST", f"{self._address}undo/", sent)[0] == HTTPStatus.SEE_OTHER

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        headers, body = {"Cookie": self._cookie}, None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": CSRF})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        self.review.times.append(time.perf_counter() - start)
        self.review.faults += answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        return answer.status, text


def review_all(port: int, colleague: Colleague) -> Review:
    """Decide about all that this person is given until nothing is left, and return how it went.

    Most is published. Some is hidden, skipped, pressed twice, or undone and decided again.
    """
    desk, turn, review = Desk(port, colleague, Review()), 0, Review()
    desk.review = review
    while form := FORM.search(desk.look()):
        turn += 1
        if turn % SKIP == 0:
            desk.skip(form)
            continue
        verdict = "publish" if turn % HIDE else "hide"
        _count(review, desk.decide(form, verdict))
        if turn % PRESS_TWICE == 0:
            _count(review, desk.decide(form, verdict))
        if turn % UNDO == 0 and desk.undo(desk.look()):
            review.undone += 1
    desk.close()
    return review


def _count(review: Review, status: int) -> None:
    if status == HTTPStatus.SEE_OTHER:
        review.decided += 1
    else:
        review.refused += 1
