"""Simulate and capture: everything that the attacks work on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.anonymity.linkage.capture import Dump, Traces, dump, listening, read_broker, read_letters
from tests.anonymity.linkage.clock import simulated_time
from tests.anonymity.linkage.leaks import NO_LEAKS, Leaks
from tests.anonymity.linkage.pages import read_pages
from tests.anonymity.linkage.scale import Scale
from tests.anonymity.linkage.simulation import Simulation

NIGHTS = 3


@dataclass
class Evidence:
    """A simulation with its traces, and the dumps of its last three nights and of the evenings before."""

    simulation: Simulation
    traces: Traces
    nights: list[Dump] = field(default_factory=list)
    evenings: list[Dump] = field(default_factory=list)

    @property
    def last(self) -> Dump:
        """Return the dump of the last night."""
        return self.nights[-1]

    @property
    def evening(self) -> Dump:
        """Return the dump of the last evening."""
        return self.evenings[-1]


@contextmanager
def gather_evidence(scale: Scale, folder: Path, leaks: Leaks = NO_LEAKS) -> Iterator[Evidence]:
    """Yield what is left of a simulated workshop; within the block its time goes on."""
    with simulated_time() as clock:
        simulation = Simulation(scale, clock, folder)
        evidence = Evidence(simulation, Traces())
        leaks.plant(simulation)

        def capture(_day: int) -> None:
            evidence.nights = [*evidence.nights[1 - NIGHTS :], dump(leaks.tables)]

        def capture_before(_day: int) -> None:
            evidence.evenings = [*evidence.evenings[1 - NIGHTS :], dump(leaks.tables)]

        simulation.at_night, simulation.before_night = capture, capture_before
        try:
            with listening(clock, evidence.traces):
                simulation.run()
                evidence.traces.pages = read_pages(simulation)
            evidence.traces.broker = read_broker()
            evidence.traces.letters = read_letters()
            yield evidence
        finally:
            leaks.remove()
