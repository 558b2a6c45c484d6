"""Loading the demo where nothing of it is there, where some is, and where it must not be."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from demo.loading import AddressTaken, Outcome, load_demo
from tests.cast import make_user, make_workshop
from tests.demo.conftest import SLUG
from workshops.models import User, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.MAIL_DIR = tmp_path / "mail"
    return tmp_path


def test_people_of_an_earlier_demo_are_used_again() -> None:
    earlier = {make_user(name, domain="demo.example").pk for name in ("admin", "design", "person-002")}
    assert load_demo() == Outcome.LOADED
    assert User.objects.filter(pk__in=earlier).count() == 3
    assert User.objects.get(email="admin@demo.example").is_superuser
    assert User.objects.count() == 153


def test_a_real_workshop_with_the_demos_address_is_left_alone() -> None:
    real = make_workshop(slug=SLUG)
    with pytest.raises(AddressTaken):
        load_demo()
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert list(Workshop.objects.values_list("pk", flat=True)) == [real.pk]


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_demo")
    call_command("load_demo")
    assert capsys.readouterr().out.splitlines() == [
        "The demo workshop is loaded.",
        "The published demo is loaded.",
        "The demo workshop is there already: nothing changed.",
        "The published demo is there already: nothing changed.",
    ]


def test_the_command_is_for_local_mode_only(settings: LazySettings) -> None:
    settings.LOCAL_MODE = False
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not Workshop.objects.exists()
