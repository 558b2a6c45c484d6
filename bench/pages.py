"""Pages under load and for one visitor, against a bare Django view behind the same server in the same run."""

import argparse
from collections.abc import Mapping
from functools import partial

from bench.lib.load import Ask, count_answers
from bench.lib.served import SIZES, serve_both
from bench.lib.stage import own_database
from bench.lib.turns import CONNECTIONS, RUNS, take_medians, take_middle

RATIOS = {"list": 0.035, "idea": 0.045, "posting": 0.06}
MILLISECONDS = {"list": 8.0, "idea": 7.0}


def main() -> None:
    """Measure and print the figures; with `--size large` also how much they lose from small to large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=list(SIZES), default="small")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of each of the three runs")
    chosen = parser.parse_args()
    with own_database(), serve_both(list(SIZES) if chosen.size == "large" else ["small"]) as asks:
        report(asks, chosen.seconds)


def report(asks: Mapping[str, Ask], seconds: float) -> None:
    """Run everything three times in turn, and print the medians."""
    rates = take_medians(
        {
            name: partial(count_answers, ask, connections=CONNECTIONS, seconds=seconds)
            for name, ask in asks.items()
        }
    )
    print(f"{CONNECTIONS} connections, median of {RUNS} runs of {seconds:g} s, answers a second")
    for name, rate in rates.items():
        share = f"{rate / rates['bare']:.4f} of bare"
        print(f"  {name:14} {rate:8.0f}   {share}{_say_aim(name)}{_say_loss(name, rates)}")
    lonely = [name for name in asks if name.split()[-1] in MILLISECONDS]
    times = take_medians({name: partial(take_middle, asks[name], seconds) for name in lonely})
    for name, time in times.items():
        aim = MILLISECONDS[name.split()[-1]]
        print(f"  {name:14} {time:8.2f} ms for one lone visitor, p50   (to reach: {aim:g} ms)")


def _say_aim(name: str) -> str:
    aim = RATIOS.get(name.removeprefix("small "))
    return f"   (to reach: {aim})" if aim else ""


def _say_loss(name: str, rates: Mapping[str, float]) -> str:
    size, _space, page = name.partition(" ")
    return f"   {rates[name] / rates[f'small {page}']:.2f} of small" if size == "large" else ""


if __name__ == "__main__":
    main()
