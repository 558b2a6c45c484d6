"""The rows of the linkage test for suggested codes and the map: what stands side by side tells no author.

Thirty invented authors have a greeting, a spelling and a farewell each. Whoever sits at the desk reads which
texts stand side by side on the map, and which example is shown beside a text: neither is of one author more
than two points oftener than texts of one code are.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from bench.lib.arguments import read_arguments
from bench.lib.planted_style import Planted, find_usual, plant
from ideas.models import Comment, Idea
from ideas_platform.settings import BASE_DIR
from moderation.domain.blind_share import find_blind
from moderation.domain.likeness_run import work_out_likeness
from moderation.domain.text_vectors import embed_all
from moderation.models import ChosenCode, Code, Coding, ReadingPlace, SuggestedCodes
from tests.cast import make_idea
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
ARGUMENTS = Path(BASE_DIR).parent / "shared" / "data" / "argkp"
MOST = 0.02
# The first words of a text are its title, in the spelling of its author.
TITLE_WORDS = 5
# So many keys are drawn for a text, of which a fifth are in the blind share.
TRIED = 80
FIELDS = {"status": "published", "published_on": "2026-01-05", "thread_tag": b"0" * 16, "reviewed": True}


class World:
    """Published ideas and comments in a style each, a third of them coded."""

    def __init__(self, workshop: Workshop, texts_each: int) -> None:
        self.workshop = workshop
        self.planted: Planted = plant(read_arguments(ARGUMENTS), texts_each, 0)
        self.keys = list(self.draw_keys())
        self.rows = {key: row for row, key in enumerate(self.keys)}
        self.add_texts()
        self.add_codings()

    def draw_keys(self) -> Iterator[UUID]:
        """Yield a key for each text: in the same order in each run, every fifth one in the blind share."""
        random = np.random.default_rng(1)
        for row in range(len(self.planted.texts)):
            first = random.bytes(4)
            tried = [UUID(bytes=first + secrets.token_bytes(12), version=4) for _key in range(TRIED)]
            blind = find_blind(self.workshop, tried)
            yield next(key for key in tried if (key in blind) == (row % 5 == 0))

    def add_texts(self) -> None:
        """Store every other text as an idea, the others as comments on one that nobody wrote."""
        about = make_idea(self.workshop, title="What we think", body="About all of it.")
        ideas, comments = [], []
        for row, (key, text) in enumerate(zip(self.keys, self.planted.texts, strict=True)):
            if row % 2:
                comments.append(Comment(id=key, idea=about, intent="build", body=text, **FIELDS))
            else:
                title = " ".join(text.split()[4 : 4 + TITLE_WORDS])
                ideas.append(Idea(id=key, workshop=self.workshop, title=title, body=text, **FIELDS))
        Idea.objects.bulk_create(ideas)
        Comment.objects.bulk_create(comments)

    def add_codings(self) -> None:
        """Code a third; of the blind share by two people."""
        codes = [Code.objects.create(workshop=self.workshop, name=name[:60]) for name in self.planted.names]
        blind = find_blind(self.workshop, self.keys)
        made = []
        for row, key in enumerate(self.keys[: len(self.keys) // 3]):
            about = {"comment_id" if row % 2 else "idea_id": key}
            made += [
                (Coding(workshop=self.workshop, reader=reader, blind=key in blind, **about), row)
                for reader in ((1, 2) if key in blind else (1,))
            ]
        Coding.objects.bulk_create(coding for coding, _row in made)
        ChosenCode.objects.bulk_create(
            ChosenCode(coding=coding, code=codes[self.planted.codes[row]]) for coding, row in made
        )

    def list_neighbours(self) -> Iterator[tuple[int, int]]:
        """Yield the texts that stand side by side on the map."""
        places = ReadingPlace.objects.order_by("place")
        order = [self.rows[one.item_key] for one in places if one.item_key in self.rows]
        yield from pairwise(order)

    def list_examples(self) -> Iterator[tuple[int, int]]:
        """Yield each text with the example beside the likeliest code."""
        for one in SuggestedCodes.objects.all():
            if one.item_key in self.rows and one.examples[0]:
                yield self.rows[one.item_key], self.rows[one.examples[0]]

    def measure(self, pairs: Iterator[tuple[int, int]]) -> tuple[float, float]:
        """Return how much oftener these are of one author than texts of one code are; and of one code."""
        first, second = np.array(list(pairs)).T
        authors, codes = self.planted.authors, self.planted.codes
        betrayed = float((authors[first] == authors[second]).mean()) - find_usual(self.planted)
        return betrayed, float((codes[first] == codes[second]).mean())


@pytest.mark.parametrize(("by_meaning", "texts_each"), [(False, 25), (True, 10)], ids=["stems", "meaning"])
def test_what_stands_side_by_side_is_of_one_subject_and_not_of_one_author(
    by_meaning: bool, texts_each: int, workshop: Workshop
) -> None:
    world = World(workshop, texts_each)
    if by_meaning:
        embed_all(workshop)
    work_out_likeness(workshop, by_meaning=by_meaning)
    for pairs in (world.list_neighbours, world.list_examples):
        betrayed, one_code = world.measure(pairs())
        print(f"{pairs.__name__}: {100 * betrayed:.1f} points, {100 * one_code:.0f} % of one code")  # noqa: T201
        assert betrayed <= MOST
        assert one_code >= 0.5
