"""A workshop and its key: made together or not at all, and what happens when the key is away."""

import shutil
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError

from anonymity.keys import KeyExists
from anonymity.tags import Purpose
from ideas_platform.lib.refusals import KeyAway
from tests.cast import make_workshop
from workshops.domain.keys import create_with_key, create_workshop, open_tagger
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
ITEM, SUBJECT = bytes(16), bytes(range(16))


def list_keys(folder: Path) -> list[str]:
    """Return the names of the key files in a folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_workshop_is_made_with_its_key(key_dir: Path) -> None:
    workshop = create_workshop(Workshop(slug="new", title="New"))
    assert list_keys(key_dir) == [workshop.pk.hex]
    assert len(bytes(workshop.key_check or b"")) == 16


def test_a_workshop_that_cannot_be_saved_leaves_no_key(workshop: Workshop, key_dir: Path) -> None:
    before = list_keys(key_dir)
    with pytest.raises(IntegrityError):
        create_workshop(Workshop(slug=workshop.slug, title="The same address"))
    assert list_keys(key_dir) == before


def test_a_failure_while_it_is_filled_takes_everything_back(key_dir: Path) -> None:
    with pytest.raises(ZeroDivisionError), create_with_key(Workshop(slug="half", title="Half")):
        raise ZeroDivisionError
    assert list_keys(key_dir) == []
    assert Workshop.objects.filter(slug="half").count() == 0


def test_a_key_is_made_once(workshop: Workshop) -> None:
    with pytest.raises(KeyExists):
        create_workshop(Workshop(pk=workshop.pk, slug="again", title="Again"))
    assert open_tagger(workshop, Purpose.VOTE).one(ITEM, SUBJECT)


def test_without_its_file_no_tag_can_be_made(workshop: Workshop, key_dir: Path) -> None:
    shutil.rmtree(key_dir)
    with pytest.raises(KeyAway):
        open_tagger(workshop, Purpose.VOTE)


def test_another_workshops_key_is_not_taken_for_its_own(workshop: Workshop, key_dir: Path) -> None:
    other = make_workshop()
    (key_dir / workshop.pk.hex).unlink()
    shutil.copy(key_dir / other.pk.hex, key_dir / workshop.pk.hex)
    with pytest.raises(KeyAway):
        open_tagger(workshop, Purpose.VOTE)


def test_one_of_two_folders_is_enough(settings: LazySettings, tmp_path: Path) -> None:
    settings.KEY_DIRS = [tmp_path / "one", tmp_path / "two"]
    workshop = make_workshop()
    before = open_tagger(workshop, Purpose.THREAD).one(ITEM, SUBJECT)
    shutil.rmtree(tmp_path / "one")
    assert open_tagger(workshop, Purpose.THREAD).one(ITEM, SUBJECT) == before
    shutil.rmtree(tmp_path / "two")
    with pytest.raises(KeyAway):
        open_tagger(workshop, Purpose.THREAD)


def test_the_words_of_a_missing_key_name_nobody(workshop: Workshop, settings: LazySettings) -> None:
    settings.KEY_DIRS = []
    with pytest.raises(KeyAway) as refusal:
        open_tagger(workshop, Purpose.VOTE)
    assert str(refusal.value).count(workshop.pk.hex) == 0
    assert refusal.value.status == 503


@pytest.mark.parametrize("purpose", list(Purpose))
def test_each_purpose_has_tags_of_its_own(workshop: Workshop, purpose: Purpose) -> None:
    tags = {other: open_tagger(workshop, other).one(ITEM, SUBJECT) for other in Purpose}
    same = [other for other, tag in tags.items() if tag == tags[purpose]]
    assert same == [purpose]
