"""The clock of the linkage test moves all times that the product knows, and stops with the block."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.anonymity.linkage.clock import START, simulated_time
from workshops.models import Release, Workshop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]
SOON = timedelta(minutes=1)
LATER = START + timedelta(days=9)


def test_what_is_stored_by_default_has_the_simulated_time(workshop: Workshop) -> None:
    with simulated_time() as clock:
        clock.go_to(LATER)
        release = Release.objects.create(workshop=workshop, number=1)
        release.refresh_from_db()
        assert timedelta(0) <= release.released_at - LATER < SOON
    release = Release.objects.create(workshop=workshop, number=2)
    release.refresh_from_db()
    assert abs(release.released_at - timezone.now()) < SOON
