"""How many texts of each stream say what of a statement, in words for readers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from results.domain.counting import Numbers
from results.models import Evidence

OWN_JUDGEMENT = _("the design group’s own judgement")
STREAMS: dict[str, str | Promise] = {
    **{stream.value: stream.label for stream in Evidence.Stream},
    "": OWN_JUDGEMENT,
}


@dataclass(frozen=True)
class StreamFigures:
    """How many texts of one stream say what of a statement. Streams are never added up."""

    stream: str
    label: str | Promise
    supports: int = 0
    contradicts: int = 0
    adds: int = 0

    @property
    def is_anything(self) -> bool:
        """Whether there is anything of this stream."""
        return bool(self.supports or self.contradicts or self.adds)

    @property
    def words(self) -> str:
        """How many say what: "14 support it, 1 contradicts it"."""
        said = (
            (self.supports, ngettext("%(n)d supports it", "%(n)d support it", self.supports)),
            (self.contradicts, ngettext("%(n)d contradicts it", "%(n)d contradict it", self.contradicts)),
            (self.adds, ngettext("%(n)d adds to it", "%(n)d add to it", self.adds)),
        )
        return ", ".join(words % {"n": number} for number, words in said if number)


def list_streams(numbers: Numbers) -> list[StreamFigures]:
    """Return what each stream has to say, also nothing; the group's own judgement comes last."""

    def count(stream: str, stance: str) -> int:
        return numbers.by_stream.get((stream, stance), 0)

    return [
        StreamFigures(stream, label, *(count(stream, stance) for stance in Evidence.Stance.values))
        for stream, label in STREAMS.items()
    ]
