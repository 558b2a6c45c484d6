"""No page of coding, notes or samples depends on which texts one author wrote: no order, list or number.

Eight published texts of two people are coded, noted and sampled. Then the same texts are dealt to the two in
another way, and every page must be as it was, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from ideas.models import Comment, Idea
from tests.anonymity.linkage.watcher import strip_volatile
from tests.cast import Person, make_idea, thread_tag
from tests.moderation.coding_people import DESK, code_as, make_answer, make_code, make_text
from tests.moderation.omission_people import draw, say
from tests.moderation.test_notes import write
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
FIRST, SECOND = (0, 0, 0, 1, 1, 1, 0, 1), (0, 1, 1, 0, 1, 0, 1, 0)
"""Who of the two wrote each text, before and after."""
PAGES = (
    "", "coding/", "coding/?o=thread_tag&author=1", "coding/coded/", "coding/coded/?by=me&sort=thread_tag",
    "coding/coded/?words=Text", "coding/cards/", "coding/saturation/", "codebook/", "agreement/",
    "agreement/share/?percent=30", "notes/", "notes/all/", "sample/", "sample/reading/",
)  # fmt: skip


def make_texts(workshop: Workshop, authors: Sequence[Person]) -> list[Idea | Comment]:
    about = make_idea(workshop, title="About all of it", reviewed=True)
    texts: list[Idea | Comment] = []
    for number, who in enumerate(FIRST):
        author, is_blind = authors[who].membership, number in {1, 2, 5}
        if number % 4 == 3:
            texts.append(make_answer(about, author, blind=is_blind, body=f"Text {number} of all"))
        else:
            texts.append(make_text(workshop, author, blind=is_blind, title=f"Text {number}"))
    return texts


def deal(texts: Sequence[Idea | Comment], authors: Sequence[Person], whose: Sequence[int]) -> None:
    for text, who in zip(texts, whose, strict=True):
        tag = thread_tag(text.thread, authors[who].membership)
        type(text)._default_manager.filter(pk=text.pk).update(thread_tag=tag)


def read_all(person: Person, texts: Sequence[Idea | Comment]) -> dict[str, str]:
    places = [f"{DESK}{page}" for page in PAGES]
    for text in texts:
        places += [f"{DESK}{page}/{text.ref}/" for page in ("coding", "notes", "agreement")]
    return {place: _read(person, place) for place in places}


def _read(person: Person, place: str) -> str:
    answer = person.client.get(place)
    text = f"{answer.status_code} {strip_volatile(answer.text)}"
    return re.sub(r'(csrfmiddlewaretoken"? value="|csrf-token" content=")[^"]*', r"\1", text)


def test_every_page_is_the_same_whoever_of_two_people_wrote_which_text(
    workshop: Workshop,
    participant: Person,
    colleague: Person,
    moderator: Person,
    organiser: Person,
) -> None:
    authors = (participant, colleague)
    texts = make_texts(workshop, authors)
    codes = [make_code(moderator, name) for name in ("Bus", "Rota")]
    for number, text in enumerate(texts[:6]):
        code_as(moderator, text, [codes[number % 2]], [text.body[:8]])
    for text in texts[1:3]:
        code_as(organiser, text, codes)
    for text in texts[2:5]:
        write(moderator, text, "Is this one code or two?", organiser)
    sampled = draw(moderator, 9).texts.order_by("pk")
    say(moderator, sampled[0], "missing", "Nothing says who pays.")
    say(organiser, sampled[1])
    organiser.client.get(DESK)
    before = read_all(organiser, texts)
    deal(texts, authors, SECOND)
    after = read_all(organiser, texts)
    assert [place for place in before if before[place] != after[place]] == []
    secrets = [person.user.email for person in authors] + [str(one.membership.pk) for one in authors]
    assert [place for place, text in after.items() if any(one in text for one in secrets)] == []
    # The texts themselves are there, or the comparison says nothing.
    assert sum("Text " in text for text in before.values()) > 10
