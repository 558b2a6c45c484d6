"""The table of the straw poll: how many people chose each answer, as of the last release."""

from ideas.domain.polls import count_answers, find_ballot
from results.exports.tables import Table
from workshops.models import Workshop

COLUMNS = ("option", "number", "supportive")


def make_poll_table(workshop: Workshop) -> Table:
    """Return the answers in order, without numbers where fewer than five people have answered."""
    ballot = find_ballot(workshop)
    if ballot is None:
        return Table("poll", COLUMNS, [])
    numbers = count_answers(ballot)
    rows = [
        (option.label, numbers[place] if numbers else None, option.supportive)
        for place, option in enumerate(ballot.options)
    ]
    return Table("poll", COLUMNS, rows)
