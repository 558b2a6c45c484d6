"""No page, list, filter, search, order, export or error of the desk depends on which texts one author wrote.

Six ideas and six comments of two people are shown on all of them. Then the same texts are dealt to the two in
another way, and everything must be as it was, to the letter.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ideas.domain.mutes import mute_author
from ideas.models import Comment, Idea
from results.exports.exporting import WRITERS, export_workshop
from tests.anonymity.linkage.watcher import strip_volatile
from tests.cast import Person, make_comment, make_idea, thread_tag
from tests.moderation.pressing import decide_by_form, page_of
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
DESK, TABLES = "/admin/desk/community/", "/admin/ideas/"
S = Idea.Status
FIRST, SECOND = (0, 0, 0, 1, 1, 1), (0, 1, 1, 0, 1, 0)
"""Who of the two wrote each text, before and after."""
PLACES = (
    "/admin/", "/workshops/community/moderation/",
    *(
        f"{DESK}{page}"
        for page in (
            "", "several/?sort=thread_tag", "several/?kind=comments&o=thread_tag&author=1", "record/",
            "record/?verdict=hide&reason=abusive", "record/?by=me&since=2020-01-01&order=idea__thread_tag",
            "record/download/", "reasons/", "themes/", "map/", "map/?o=thread_tag&author=1", "suggestions/",
        )
    ),
    *(
        f"{TABLES}{table}"
        for table in (
            "idea/?o=1.2.3", "idea/?o=-1.-2.-3", "idea/?q=ward", "idea/?o=thread_tag", "comment/?o=1.2",
            "comment/?q=ward", "comment/?idea__thread_tag__isnull=False",
        )
    ),
)  # fmt: skip


class World:
    """Two authors and their texts; staff have decided about some, and muted the author of one."""

    def __init__(self, workshop: Workshop, authors: Sequence[Person], staff: Person) -> None:
        self.authors, self.staff, self.workshop = authors, staff, workshop
        # Nobody wrote the idea that all comments are about: to answer oneself is known within a thread.
        about = make_idea(workshop, title="About the ward", reviewed=True)
        self.ideas = [
            make_idea(workshop, authors[who].membership, S.IN_REVIEW, title=f"Ward round {number}")
            for number, who in enumerate(FIRST)
        ]
        self.comments = [
            make_comment(
                about, authors[who].membership, Comment.Status.IN_REVIEW, body=f"On the ward {number}"
            )
            for number, who in enumerate(FIRST)
        ]
        for item in (self.ideas[0], self.comments[0]):
            decide_by_form(staff.client, item, "hide", reason="abusive")
        decide_by_form(staff.client, self.ideas[4], "publish")
        mute_author(self.ideas[5])

    def deal_anew(self) -> None:
        """Let the same texts be by the same two people, in another way."""
        for place, who in enumerate(SECOND):
            for item in (self.ideas[place], self.comments[place]):
                tag = thread_tag(item.thread, self.authors[who].membership)
                type(item)._default_manager.filter(pk=item.pk).update(thread_tag=tag)

    def read_all(self, folder: Path) -> dict[str, str]:
        """Return everything that staff can read or be told, by where it stands."""
        client = self.staff.client
        pages = {place: _read(client.get(place)) for place in [*PLACES, *map(page_of, self._texts()[1:12:2])]}
        odd = {"verdict": "hide", "seen": "odd"}
        pages["decision without a reason"] = _read(client.post(f"{page_of(self.ideas[1])}decision/", odd))
        pages["nothing chosen"] = _read(client.post(f"{DESK}several/", {"verdict": "hide"}))
        chosen = {"verdict": "hide", "chosen": [item.ref for item in self._texts()]}
        pages["several to hide"] = _read(client.post(f"{DESK}several/", chosen))
        return pages | dict(_export(self.workshop, folder))

    def _texts(self) -> list[Idea | Comment]:
        return [*self.ideas, *self.comments]


def _read(answer: object) -> str:
    streamed = getattr(answer, "streaming_content", None)
    content = b"".join(streamed) if streamed else answer.content  # type: ignore[attr-defined]
    text = f"{answer.status_code} {content.decode()}"  # type: ignore[attr-defined]
    # What the browser carries along is different in each answer.
    return re.sub(r'(csrfmiddlewaretoken"? value="|csrf-token" content=")[^"]*', r"\1", strip_volatile(text))


def _export(workshop: Workshop, folder: Path) -> Iterator[tuple[str, str]]:
    folder.mkdir()
    for form in WRITERS:
        place = export_workshop(workshop, form, folder / f"export.{form}")
        if form == "xlsx":
            sheets = load_workbook(place).worksheets
            yield form, str([list(sheet.iter_rows(values_only=True)) for sheet in sheets])
        elif place.is_dir():
            yield form, str({file.name: file.read_text("utf-8-sig") for file in sorted(place.iterdir())})
        else:
            yield form, place.read_text("utf-8")


def test_everything_is_the_same_whoever_of_two_people_wrote_which_text(
    workshop: Workshop, participant: Person, colleague: Person, moderator: Person, tmp_path: Path
) -> None:
    world = World(workshop, (participant, colleague), moderator)
    before = world.read_all(tmp_path / "before")
    secrets = list(_list_secrets(world))
    world.deal_anew()
    after = world.read_all(tmp_path / "after")
    secrets += _list_secrets(world)
    assert [place for place in before if before[place] != after[place]] == []
    told = [place for place, text in {**before, **after}.items() if any(one in text for one in secrets)]
    assert told == []
    # The texts themselves are there, or the comparison says nothing.
    assert sum("Ward round 2" in text for text in before.values()) > 5
    assert all(
        text[:3] in {"200", "302", "400", "422"} for place, text in before.items() if place not in WRITERS
    )


def _list_secrets(world: World) -> Iterator[str]:
    """Yield what stands for an author: tags, subjects, keys and addresses, as they might be written."""
    for kind in (Idea, Comment):
        tags = kind._default_manager.filter(review_since=None).values_list("thread_tag", flat=True)
        for tag in map(bytes, tags):
            yield from (tag.hex(), base64.b64encode(tag).decode()[:20])
    for author in world.authors:
        yield from (author.user.email, str(author.user.pk), author.user.pk.hex)
        yield from (str(author.membership.pk), author.membership.pk.hex)
        yield bytes(author.membership.text_subject or b"").hex()
