"""What pausing a workshop does, or letting it go on, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from workshops.models import Workshop


def say_what_a_pause_does(workshop: Workshop) -> list[str]:
    """Return what pausing an open workshop does, or letting a paused one go on; a sentence for each thing."""
    if workshop.is_paused:
        return [
            _("People can write and vote again, at once."),
            _(
                "What waits shows with the next release, which comes a day from now at the earliest. So "
                "nobody’s text stands alone in it."
            ),
            _("A close that is less than a day away is moved to a day from now."),
        ]
    return [
        _("Nobody can write, change a text, vote or answer the poll, from this moment on."),
        _("People can still read, take back what they wrote, and report."),
        _("Nothing new shows: what waits goes on waiting."),
        _("The dates stay. If the workshop closes while it is paused, what waits is never shown."),
    ]
