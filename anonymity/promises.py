"""What we promise, the tests that prove it, and what the last attack on it found.

`/how-anonymity-works/` prints this list; `tests/anonymity/test_promises.py` fails where a test is missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

# Written by `make prove-anonymity`.
FIGURES = Path(__file__).resolve().parent / "data" / "anonymity_proof.json"
ATTACKED = "tests/anonymity/test_linkage.py::test_no_attack_finds_who_wrote_what"
ACTIVELY = "tests/anonymity/test_active_attackers.py::test_an_active_attacker_learns_next_to_nothing"


@dataclass(frozen=True)
class Promise:
    """A promise in plain words, its tests by their names, and what was found ("" where no figure is)."""

    words: str | Lazy
    tests: tuple[str, ...]
    finding: str | Lazy = ""

    def say_finding(self, figures: Mapping[str, Any]) -> str:
        """Return what was found, with the figures of the last full run."""
        return str(self.finding) % figures if self.finding else ""


PROMISES = (
    Promise(
        _("Who has a copy of our database can’t tell who wrote or voted what."),
        (
            ATTACKED,
            "tests/anonymity/test_linkage_around.py::test_no_list_and_no_copy_of_the_disk_tells_who_wrote_what",
            "tests/anonymity/test_schema.py::test_the_schema_has_no_faults",
        ),
        _(
            "The best attack named the right person for %(named_from_dump)s of what was sent. "
            "Pure guessing gets %(chance)s."
        ),
    ),
    Promise(
        _("Nobody can tell which texts or votes come from one person."),
        (ATTACKED,),
        _(
            "The best guess was right in %(same_author_auc)s of cases. Tossing a coin gets 50%%. "
            "Who goes by the day on which texts came out, or by which votes still wait, is right in "
            "%(same_author_by_date)s."
        ),
    ),
    Promise(
        _(
            "Who watches all pages, and knows whose computer was connected, finds at least ten people. "
            "After two quiet days it can be five."
        ),
        (
            ATTACKED,
            "tests/voting/releases/test_due_releases.py::test_ten_people_make_a_release",
            "tests/voting/releases/test_due_releases.py::test_after_two_days_four_people_are_too_few",
        ),
        _(
            "The smallest group was %(smallest_of_release)s people. "
            "After two quiet days it was %(smallest_after_48_hours)s."
        ),
    ),
    Promise(
        _("People who work together can’t make what you send come out alone."),
        (ACTIVELY,),
        _(
            "Nine people from three organisations tried it %(active_floods)s times. What one person had sent "
            "came out alone in %(active_flood_often)s of cases where somebody sends something every ten "
            "minutes, and in %(active_flood_seldom)s where it is every two hours. In the first days it can "
            "be 30%% to 50%%."
        ),
    ),
    Promise(
        _("Common ground doesn’t tell how somebody from a small group voted."),
        (ACTIVELY,),
        _(
            "Somebody knew how the others in the group voted. Their best guess was right in "
            "%(active_ground)s of cases. Tossing a coin gets 50%%."
        ),
    ),
    Promise(
        _("Putting two ideas together doesn’t tell how the people who wrote them voted."),
        (ACTIVELY,),
        _(
            "Somebody from the design group put ideas together and took them apart again. Their best guess "
            "was right in %(active_merger)s of cases. Tossing a coin gets 50%%."
        ),
    ),
    Promise(
        _("A copy of the disk doesn’t tell who sent what before the last night."),
        (
            ACTIVELY,
            "tests/anonymity/test_disk.py::test_what_stays_stands_once_in_its_row_and_nowhere_else",
            "tests/anonymity/test_disk.py::test_what_is_gone_stands_nowhere",
        ),
        _("The thief named the right person for %(active_thief)s of votes. The evening before it was all."),
    ),
    Promise(
        _("The order in which things were sent is mixed up every night."),
        (
            "tests/anonymity/test_night.py::test_no_row_dead_or_alive_has_a_header_from_before",
            "tests/anonymity/test_night.py::test_before_it_the_order_tells_all_and_after_it_nothing",
        ),
        _("On a scale from 0 (no order) to 1 (the same order) we found %(order_in_files)s at most."),
    ),
    Promise(
        _("Your address, computer and network are nowhere beside what you send."),
        (
            ATTACKED,
            "tests/workshops/sign_in/test_sessions.py::test_a_row_shows_neither_who_nor_what_nor_when",
        ),
        _("Places where we found one beside the other: %(markers)s."),
    ),
    Promise(
        _("Logs don’t show what you send, not even when something fails."),
        (
            "tests/anonymity/test_failing_statements.py::test_the_server_writes_down_no_statement_that_fails",
            "tests/anonymity/test_failing_statements.py::test_our_own_logs_say_what_failed_and_not_with_what",
        ),
    ),
    Promise(
        _("No page and no letter tells an organiser who came by an invitation or a slip."),
        (
            ACTIVELY,
            "tests/organising/test_inviting_pages.py::test_pages_change_by_nothing_when_somebody_joins",
            "tests/workshops/test_invitation_rounds.py::test_a_reminder_goes_to_all_whoever_has_joined",
            "tests/workshops/test_slip_pages.py::test_no_page_of_the_organiser_changes_when_a_slip_is_used",
            "tests/workshops/test_slips.py::test_two_dumps_tell_no_more_than_that_one_slip_is_gone",
        ),
    ),
    Promise(
        _("One person has one vote on each idea."),
        (ATTACKED, "tests/workshops/test_joining.py::test_leaving_forgets_the_details_and_keeps_the_voice"),
        _("Votes too many, after 1,000 tries at once and after leaving and coming back: %(extra_votes)s."),
    ),
    Promise(
        _("No number shows that somebody has left, or deleted their account, or changed their details."),
        (
            "tests/voting/releases/test_one_person_goes.py::test_no_score_stored_or_shown_tells_who_went",
            "tests/voting/releases/test_changed_details.py::test_nine_changes_are_never_counted",
            ACTIVELY,
        ),
        _(
            "Somebody had two copies of the database, from before and after. Their best guess how the person "
            "had voted was right in %(active_gone)s of cases. Tossing a coin gets 50%%."
        ),
    ),
    Promise(
        _("Many accounts don’t tell whether one more person in a group took part."),
        (ACTIVELY,),
        _(
            "Twelve accounts of no organisation: the best guess was right in %(active_padder)s of cases. "
            "Twelve from three organisations: %(active_padder_of_three_houses)s. Tossing a coin gets 50%%."
        ),
    ),
    Promise(
        _("Who gives out a join code, or reads where people work, can’t tell that you have joined."),
        (ACTIVELY, "tests/workshops/test_typed_names.py::test_no_page_of_staff_shows_it"),
        _(
            "Nine people who knew each other used a code for ten. Their best guess about the tenth was right "
            "in %(active_code)s of cases. Tossing a coin gets 50%%. Names of organisations that people typed "
            "could be read at once: %(active_organisation)s."
        ),
    ),
    Promise(
        _("You find all that you wrote, and nothing that others wrote."),
        (ATTACKED,),
        _("Found of one’s own: %(mine_recall)s. Right among what was shown: %(mine_precision)s."),
    ),
    Promise(
        _("Small numbers of people stay hidden."),
        (
            ATTACKED,
            "tests/workshops/statistics/test_margins.py::test_over_all_snapshots_every_number_not_told_keeps_five_values",
            "tests/workshops/statistics/test_only_way.py::test_no_other_module_counts_people",
        ),
        _("Somebody kept all numbers. Each hidden one could still be %(fewest_values)s values or more."),
    ),
    Promise(
        _("When the key is destroyed, nobody can find out any more."),
        (ATTACKED, "tests/voting/releases/test_shredding.py::test_nothing_that_is_left_links_anything"),
        _("Links found with all that was left: %(links_after_shredding)s."),
    ),
    Promise(
        _("These tests can find a leak."),
        (
            "tests/anonymity/test_linkage.py::test_every_planted_leak_is_found",
            "tests/anonymity/test_active_attackers.py::test_each_of_them_finds_what_is_weak_on_purpose",
        ),
        _(
            "We put in five leaks on purpose. Each led to the right person in at least %(controls)s of "
            "cases. Against each attacker above we made a weak site. There they were right in at least "
            "%(active_controls)s of cases."
        ),
    ),
)  # fmt: skip


@cache
def read_figures() -> dict[str, Any]:
    """Return the figures of the last full run, as they are printed: the worst of all its workshops."""
    run = json.loads(FIGURES.read_text())
    worst = run["worst"]
    shares = ("named_from_dump", "same_author_auc", "same_author_by_date", "mine_recall", "mine_precision")
    controls = min(value for name, value in worst.items() if name.startswith("control_"))
    return {
        **{key: value for key, value in run.items() if key not in ("worst", "active")},
        **_print_guesses(run["active"], run["active_controls"]),
        "active_floods": run["active_floods"],
        "items": f"{run['items']:,}",
        "ran_on": date.fromisoformat(run["ran_on"]),
        "active_ran_on": date.fromisoformat(run["active_ran_on"]),
        **{name: f"{value:.2g}" for name, value in worst.items()},
        **{name: f"{100 * worst[name]:.3g}%" for name in shares},
        "controls": f"{100 * controls:.3g}%",
        "chance": f"{100 / run['members']:.2g}%",
    }


def _print_guesses(active: dict[str, float], controls: float) -> dict[str, str]:
    """Return how often active attackers guessed rightly: each, and the worst of those of one kind."""
    gone = max(active[f"active_{name}"] for name in ("leaver", "deleter", "changer"))
    ground = max(value for name, value in active.items() if name.startswith("active_ground_"))
    guesses = {**active, "active_gone": gone, "active_ground": ground, "active_controls": controls}
    return {name: f"{100 * value:.3g}%" for name, value in guesses.items()}
