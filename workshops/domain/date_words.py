"""What a button about a workshop's dates does, in words: what happens and when."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_date, say_when
from workshops.domain.date_plans import DatePlan
from workshops.models import Workshop
from workshops.phases import Phase


def say_what_a_close_does(workshop: Workshop, plan: DatePlan) -> list[str]:
    """Return what closing by this plan does, one sentence or two for each thing."""
    if workshop.phase == Phase.CLOSED:
        return [_("It stays closed, from now on. It does not open again as was planned.")]
    sentences = [_say_when_it_closes(plan), *_say_ideas(workshop, plan)]
    if not workshop.practice:
        sentences.append(
            _(
                "At the close there is one last release, if enough people have sent something. "
                "What too few people sent is never shown."
            )
        )
    sentences.append(_("From then on people can read, and cannot write or vote. The design group goes on."))
    if workshop.is_paused and not workshop.practice:
        sentences.append(
            _("It is paused. If it still is at the close, what waits is never shown: let it go on before.")
        )
    return [*sentences, _say_way_back(workshop)]


def say_what_new_dates_do(workshop: Workshop, plan: DatePlan) -> list[str]:
    """Return what these new dates do to a workshop that is open, or closed and opens again."""
    closes = _("It closes on %(when)s.") % {"when": say_when(plan.closes_at)}
    if workshop.phase == Phase.OPEN:
        return [closes, *_say_ideas(workshop, plan), _("All else stays as it is: people go on as before.")]
    if workshop.practice or plan.resumed_at is None:
        opens = _("It opens again at once: people can write and vote.")
        return [opens, closes, *_say_ideas(workshop, plan)]
    return [
        _("It opens again on %(when)s: a day from now, so that everybody can read it before.")
        % {"when": say_when(plan.resumed_at)},
        _("Until then people can read, and cannot write or vote."),
        closes,
        *_say_ideas(workshop, plan),
        _("What waits shows with the next release, which comes a day after it opens, or later."),
    ]


def _say_when_it_closes(plan: DatePlan) -> str:
    if plan.at_once:
        return _("It closes at once: this is a practice workshop.")
    words = _("It closes on %(when)s: a day from now, so that everybody can read it before.")
    return words % {"when": say_when(plan.closes_at)}


def _say_ideas(workshop: Workshop, plan: DatePlan) -> list[str]:
    if plan.at_once:
        return []
    if plan.ideas_until is None or plan.ideas_until <= workshop.time_asked:
        return [_("New ideas are not taken any more, comments and votes are.")]
    return [_("New ideas are taken until %(when)s.") % {"when": say_when(plan.ideas_until)}]


def _say_way_back(workshop: Workshop) -> str:
    if not workshop.practice:
        return _("Before then you can extend it. After the close you can open it again: that takes a day.")
    ends_on = workshop.practice_ends_on
    if ends_on is None:
        return _("You can open it again, until it is deleted.")
    return _("You can open it again, until it is deleted on %(day)s.") % {"day": say_date(ends_on)}
