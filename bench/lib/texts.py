"""Words for a workshop that is measured: themes, ideas and comments of the usual length."""

import random
from itertools import cycle

import numpy as np
from django.utils import timezone

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from bench.lib.words import write
from ideas.models import Comment, Idea
from workshops.models import Theme, Workshop

THEMES = 8
TALKED_ABOUT = 20


def write_texts(workshop: Workshop, comments: int) -> str:
    """Give the ideas their words and comments; return the reference of one with twenty comments."""
    random.seed(11)
    rng = np.random.default_rng(11)
    themes = Theme.objects.bulk_create(
        Theme(workshop=workshop, number=number, title=write(4).capitalize())
        for number in range(1, THEMES + 1)
    )
    ideas = list(Idea.objects.filter(workshop=workshop))
    for idea, theme in zip(ideas, cycle([*themes, None]), strict=False):
        idea.theme, idea.title = theme, write(8).capitalize()
        idea.body = write(random.randint(20, 150))
    Idea.objects.bulk_update(ideas, ["theme", "title", "body"], batch_size=500)
    places = [0] * TALKED_ABOUT + list(rng.integers(1, len(ideas), comments - TALKED_ABOUT))
    Comment.objects.bulk_create(
        [_comment(ideas[place], write(40).capitalize()) for place in places], batch_size=1_000
    )
    return ideas[0].ref


def _comment(idea: Idea, body: str) -> Comment:
    state, day = Comment.Status.PUBLISHED, timezone.localdate()
    return Comment(idea=idea, intent="build", body=body, status=state, published_on=day, thread_tag=bytes(16))
