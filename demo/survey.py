"""Ideas of the demo that an organiser brought in from a file: what a survey heard before the workshop."""

from __future__ import annotations

import tomllib
from typing import Any

from demo.content import FOLDER
from organising.domain.idea_files import NewIdea, keep_ideas, write_digest
from organising.domain.idea_imports import bring_in
from workshops.models import Membership, Workshop
from workshops.rules import Role

SURVEY = "survey.toml"


def bring_survey_in(workshop: Workshop) -> None:
    """Store the ideas of the survey as an organiser would; the workshop must be open."""
    content = (FOLDER / SURVEY).read_bytes()
    told: dict[str, Any] = tomllib.loads(content.decode())
    themes = dict(workshop.themes.values_list("number", "pk"))
    ideas = [
        NewIdea(one["title"], one["body"], themes.get(one["theme"]), one["intent"]) for one in told["idea"]
    ]
    organiser = Membership.objects.filter(workshop=workshop, role=Role.ORGANISER)[0]
    about = {"words": told["words"], "answers": told["answers"], "digest": write_digest(content)}
    file = keep_ideas(organiser, ideas, about)
    bring_in(actor=organiser, key=file.key)
