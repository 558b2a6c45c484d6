"""The table of the straw poll: how many people chose each answer, as of the last release."""

from ideas.domain.polls import count_answers, find_offered_poll
from results.exports.tables import Table
from workshops.models import Workshop

COLUMNS = ("option", "number", "supportive")


def make_poll_table(workshop: Workshop) -> Table:
    """Return the answers in order, without numbers where fewer than five people have answered."""
    offered = find_offered_poll(workshop)
    if offered is None:
        return Table("poll", COLUMNS, [])
    numbers = count_answers(offered)
    rows = [
        (option.label, numbers[index] if numbers else None, option.supportive)
        for index, option in enumerate(offered.options)
    ]
    return Table("poll", COLUMNS, rows)
