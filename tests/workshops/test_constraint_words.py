"""No form shows the message of a database constraint: each has words of its own."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db.models import BaseConstraint, Model

from workshops.admin.workshop import PARTS

# What staff fill in: every model of the admin, with the rows on its page, that can be added or changed there.
READ_ONLY = {"Idea", "Comment"}


def list_edited_models() -> list[type[Model]]:
    """Return the models that somebody can fill in in the admin."""
    found: dict[str, type[Model]] = {}
    for model, its_admin in admin.site._registry.items():
        inlines = [inline.model for inline in [*its_admin.inlines, *PARTS]]
        found |= {one.__name__: one for one in [model, *inlines]}
    return [model for name, model in sorted(found.items()) if name not in READ_ONLY]


EDITED = list_edited_models()
CONSTRAINTS = [(model, one) for model in EDITED for one in model._meta.constraints]


def test_the_list_is_not_empty() -> None:
    assert {"Workshop", "Theme", "PollOption", "Organisation", "JoinCode", "Invitation"} <= {
        model.__name__ for model in EDITED
    }


@pytest.mark.parametrize("constraint", [one for _model, one in CONSTRAINTS], ids=lambda one: one.name)
def test_a_constraint_says_in_plain_words_what_is_wrong(constraint: BaseConstraint) -> None:
    words = str(constraint.get_violation_error_message())
    assert words != str(BaseConstraint.default_violation_error_message) % {"name": constraint.name}
    assert constraint.name not in words
