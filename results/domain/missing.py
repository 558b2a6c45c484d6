"""How much a result may lack at most, in words: what was found in each sample that was read once more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas_platform.lib.dates import say_date
from moderation.domain.omission_sample import SampleResult, list_results
from workshops.models import Workshop


@dataclass(frozen=True)
class SampleWords:
    """What a sample shows: the sentence, and by which sample, how large, and what was found in it."""

    sentence: str
    facts: str


def say_samples(workshop: Workshop) -> tuple[SampleWords, ...]:
    """Return what every sample shows, the first one first; none where none was drawn. One query.

    All are told: nobody chooses the one that pleases (decision 0071).
    """
    return tuple(
        SampleWords(_say_bound(result), " ".join(_list_facts(result))) for result in list_results(workshop)
    )


def _say_bound(result: SampleResult) -> str:
    return _("At most %(most)s%% of contributions hold a point that is not in this Declaration.") % {
        "most": f"{result.at_most:g}"
    }


def _list_facts(result: SampleResult) -> Iterator[str]:
    sample = result.sample
    yield _("Sample %(number)d: %(size)d of the %(all)d texts published on %(day)s were drawn by lot.") % {
        "number": sample.number,
        "size": sample.size,
        "all": sample.published,
        "day": say_date(sample.drawn_on),
    }
    words = ngettext("The point of %(n)d stands in it.", "The points of %(n)d stand in it.", result.stands)
    yield words % {"n": result.stands}
    others = _list_others(result)
    if others:
        yield _("All others count as missing: %(others)s.") % {"others": ", ".join(others)}
    if result.softened:
        yield _("Of %(n)d it was first said that they do not stand in it.") % {"n": result.softened}
    if sample.size < sample.published:
        yield _("Such a sentence is right in 95 of 100 samples, at least.")


def _list_others(result: SampleResult) -> list[str]:
    said = (
        (result.missing, _("%(n)d with a point that is missing")),
        (result.unclear, _("%(n)d where it cannot be told")),
        (result.left, _("%(n)d that nobody has read")),
        (result.gone, _("%(n)d taken back or hidden before that")),
    )
    return [words % {"n": number} for number, words in said if number]
