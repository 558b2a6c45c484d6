"""What one or two people chose for an item, what is still open between them, and what counts in the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from moderation.domain.codebook import Codebook
from moderation.models import ChosenCode, Coding, CodingQuerySet, Settlement
from moderation.models.codings import READERS
from workshops.models import Workshop


@dataclass(frozen=True)
class Reading:
    """What the one or two people who coded an item chose, by reader, and what was settled."""

    item: UUID
    blind: bool
    chosen: Mapping[int, frozenset[UUID]]
    settled: Mapping[UUID, bool] = field(default_factory=dict)

    @property
    def by_two(self) -> bool:
        """Whether two people have coded it."""
        return len(self.chosen) == len(READERS)

    @property
    def disputed(self) -> frozenset[UUID]:
        """The codes that one of two people chose and the other did not."""
        if not self.by_two:
            return frozenset()
        first, second = self.chosen.values()
        return first ^ second

    @property
    def still_open(self) -> frozenset[UUID]:
        """Those of them about which nothing is settled."""
        return self.disputed - self.settled.keys()

    @property
    def final(self) -> frozenset[UUID]:
        """The codes that count: what all who read it chose, and what was settled to apply."""
        agreed = frozenset.intersection(*self.chosen.values()) if self.chosen else frozenset()
        return agreed | {code for code in self.disputed if self.settled.get(code)}


def read_all(workshop: Workshop, codebook: Codebook) -> list[Reading]:
    """Return what was chosen for each item that counts, in random order; three queries."""
    return _gather(Coding.objects.filter(workshop=workshop.pk), codebook)


def read_one(workshop: Workshop, codebook: Codebook, item: UUID) -> Reading | None:
    """Return the same of one item, None where nobody has coded it; three queries."""
    readings = _gather(Coding.objects.filter(workshop=workshop.pk).about(item), codebook)
    return readings[0] if readings else None


def _gather(codings: CodingQuerySet, codebook: Codebook) -> list[Reading]:
    rows = list(codings.counting().order_by("pk").values_list("pk", "item", "reader", "blind"))
    codes: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for coding, code in ChosenCode.objects.filter(coding__in=codings).values_list("coding", "code"):
        if code in codebook.codes:
            codes[coding].add(codebook.find_root(code))
    settled = _read_settled(codings, codebook)
    chosen: dict[UUID, dict[int, frozenset[UUID]]] = {}
    blind: dict[UUID, bool] = {}
    for coding, item, reader, is_blind in rows:
        chosen.setdefault(item, {})[reader] = frozenset(codes[coding])
        blind[item] = is_blind or blind.get(item, False)
    return [Reading(item, blind[item], _in_order(by), settled.get(item, {})) for item, by in chosen.items()]


def _in_order(chosen: Mapping[int, frozenset[UUID]]) -> dict[int, frozenset[UUID]]:
    return dict(sorted(chosen.items()))


def _read_settled(codings: CodingQuerySet, codebook: Codebook) -> dict[UUID, dict[UUID, bool]]:
    """Return what was settled, by item and by the code that counts: of merged ones one "yes" is enough."""
    workshops = codings.values("workshop").distinct()
    settlements = Settlement.objects.filter(workshop__in=workshops)
    rows: Sequence[tuple[UUID | None, UUID | None, UUID | None, UUID, bool]] = list(
        settlements.values_list("idea", "comment", "passage", "code", "applies")
    )
    settled: dict[UUID, dict[UUID, bool]] = {}
    for idea, comment, passage, code, applies in rows:
        item = idea or comment or passage
        if item is None or code not in codebook.codes:
            continue
        root, of_item = codebook.find_root(code), settled.setdefault(item, {})
        of_item[root] = of_item.get(root, False) or applies
    return settled
