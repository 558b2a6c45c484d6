"""What takes longest begins first: at the end no worker waits for one long test of another.

pytest-django leaves tests that commit for the end, and the longest are among them. Each test empties what it
has written, so that those of the database may come in any order.
"""

import pytest

# Where single tests take ten seconds or more, the longest first.
LONGEST = (
    "anonymity/test_linkage.py",
    "test_migrations.py",
    "local/test_up.py",
    "browser/test_every_page.py",
    "test_access.py",
    "test_odd_addresses.py",
    "test_hostile_input.py",
    "test_form_answers.py",
    "wording/test_words.py",
    "anonymity/test_active_attackers.py",
    "anonymity/test_author_requests.py",
    "voting/queue/test_fairness.py",
    "browser/test_whole_life.py",
)


def place(item: pytest.Item) -> int:
    """Return when a test begins: the place of its file among the longest, or after all of them."""
    name = item.path.as_posix().rpartition("/tests/")[2]
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first, and leave the others as they are."""
    items.sort(key=place)
