"""The themes of a workshop: added at the end, changed, moved, taken away before it opens; numbered from 1."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import SavedSince, Unprocessable, WrongPhase
from workshops.domain.notices import make_seal
from workshops.domain.numbered import close_up, find_last_number, move
from workshops.domain.set_up_changes import changing_set_up
from workshops.models import Theme, Workshop
from workshops.phases import NOT_YET_OPEN

MOST_THEMES = 40
TOO_MANY = _("There are %(most)d themes already: no more fit.")
CHOSEN = _("No theme is moved or taken away any more: people have chosen them. You can still reword it.")
WORDS = ("title", "text", "references")


def add_theme(workshop: Workshop, theme: Theme) -> Theme:
    """Store a new theme behind the others, and return it. Raises Unprocessable where no more fit."""
    with changing_set_up(workshop) as stored:
        if stored.themes.count() >= MOST_THEMES:
            raise Unprocessable(TOO_MANY % {"most": MOST_THEMES})
        theme.workshop, theme.number = stored, find_last_number(stored.themes.all()) + 1
        theme.save(force_insert=True)
    return theme


def change_theme(workshop: Workshop, theme: Theme, *, seen: str) -> None:
    """Store the words of a theme. Raises SavedSince where they are not stored as they were seen."""
    with changing_set_up(workshop) as stored:
        if seal_theme(find_theme(stored, theme.pk)) != seen:
            raise SavedSince
        theme.save(update_fields=[*WORDS])


def move_theme(workshop: Workshop, key: UUID, *, up: bool) -> None:
    """Let a theme change places with the one before or after it. Raises WrongPhase once it is open."""
    with changing_set_up(workshop) as stored:
        _require_free(stored)
        move(stored.themes.all(), key, up=up)


def remove_theme(workshop: Workshop, key: UUID) -> None:
    """Take a theme away; those behind it move up. Raises WrongPhase once it is open."""
    with changing_set_up(workshop) as stored:
        _require_free(stored)
        stored.themes.filter(pk=key).delete()
        close_up(stored.themes.all())


def find_theme(workshop: Workshop, key: UUID) -> Theme:
    """Return a theme of this workshop; raises Http404."""
    theme = workshop.themes.filter(pk=key).first()
    if theme is None:
        raise Http404
    return theme


def seal_theme(theme: Theme) -> str:
    """Return the mark of what a theme says."""
    return make_seal([getattr(theme, name) for name in WORDS])


def _require_free(workshop: Workshop) -> None:
    if workshop.phase not in NOT_YET_OPEN:
        raise WrongPhase(CHOSEN)
