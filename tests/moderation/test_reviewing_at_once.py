"""Five people of the design group at their desks at once: each text is decided once, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.conf import LazySettings
from django.db import connections
from redis import ConnectionError as Gone
from redis import Redis

from ideas_platform.local.alone import run_valkey
from ideas_platform.local.paths import redis_url
from moderation.models import Claim, Decision
from tests.cast import Person, make_comment, make_idea, make_member, sign_in
from tests.moderation.test_desk import REVIEW, S
from tests.services import make_data_dir
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
FORM = re.compile(
    r'action="(?P<address>[^"]*/decision/)".*?value="publish".*?name="seen" value="(?P<seen>[^"]*)"',
    re.DOTALL,
)


def _review_all(person: Person) -> Callable[[], int]:
    """Return the work of one person: all that they are given, until nothing is left; how many it was."""

    def work() -> int:
        done, client = 0, sign_in(person.user)
        try:
            # By what is written on the page: contexts of threads get mixed up in Django's test client.
            while found := FORM.search(client.get(REVIEW).text):
                sent = {"verdict": "publish", "seen": found["seen"], "from": "turn"}
                done += client.post(found["address"], sent).status_code == 303
        finally:
            connections.close_all()
        return done

    return work


@pytest.fixture
def killed_valkey() -> Iterator[str]:
    """Return the address of a Valkey that has answered, and was killed then."""
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        process = stack.enter_context(run_valkey(paths))
        client = stack.enter_context(Redis.from_url(redis_url(paths.data)))
        assert client.ping() is True
        process.kill()
        process.wait()
        with pytest.raises(Gone):
            client.ping()
        yield redis_url(paths.data)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_valkey_there", [True, False])
def test_five_people_at_once_decide_each_text_once(
    workshop: Workshop, settings: LazySettings, killed_valkey: str, is_valkey_there: bool
) -> None:
    if not is_valkey_there:
        settings.REDIS_URL = killed_valkey
    group = [make_member(f"person-{number}", workshop, Role.DESIGN_GROUP) for number in range(5)]
    ideas = [make_idea(workshop, status=S.IN_REVIEW) for _one in range(10)]
    comments = [make_comment(ideas[0], status=ideas[0].status) for _one in range(2)]  # type: ignore[arg-type]
    own = make_idea(workshop, group[0].membership, S.IN_REVIEW)
    with ThreadPoolExecutor(len(group)) as pool:
        done = [future.result() for future in [pool.submit(_review_all(person)) for person in group]]
    decided = list(Decision.objects.values_list("idea", "comment"))
    assert sorted(map(str, decided)) == sorted(
        [str((idea.pk, None)) for idea in (*ideas, own)] + [str((None, comment.pk)) for comment in comments]
    )
    assert (sum(done), Claim.objects.count()) == (13, 0)
    assert Decision.objects.get(idea=own).decided_by != group[0].membership
