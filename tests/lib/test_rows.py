import pytest
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init, pre_init

from ideas_platform.lib.rows import copy_object, count_columns, make_object, name_columns
from tests.cast import Person
from voting.models import Total
from workshops.models import Comment, Membership, User, Workshop

READ_BY_HAND = [User, Membership, Workshop, Total, Comment]


def read_first(model: type[Model]) -> Model:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name_columns(model, 'one')} FROM {model._meta.db_table} one LIMIT 1")
        row = cursor.fetchone()
    assert len(row) == count_columns(model)
    return make_object(model, row)


@pytest.mark.parametrize("model", READ_BY_HAND[:3])
def test_an_object_read_by_hand_is_the_one_that_django_reads(model: type[Model], participant: Person) -> None:
    by_hand = read_first(model)
    by_django = model._default_manager.get(pk=by_hand.pk)
    names = [field.attname for field in model._meta.concrete_fields]
    assert [getattr(by_hand, name) for name in names] == [getattr(by_django, name) for name in names]
    assert by_hand.__dict__.keys() == by_django.__dict__.keys()
    assert (by_hand._state.adding, by_hand._state.db) == (by_django._state.adding, by_django._state.db)


@pytest.mark.parametrize("model", READ_BY_HAND)
def test_nobody_waits_for_these_to_be_made(model: type[Model]) -> None:
    """Django's own reading would tell them, and runs what a model does when it is made; ours does not."""
    assert not any(signal.has_listeners(model) for signal in (pre_init, post_init))
    own = {name for one in model.__mro__[: model.__mro__.index(Model)] for name in vars(one)}
    assert own.isdisjoint({"__init__", "__new__", "from_db"})


@pytest.mark.parametrize("model", READ_BY_HAND)
def test_no_column_needs_anything_done_to_it_on_the_way_in(model: type[Model], db: None) -> None:
    """Django's own reading would call these; ours does not."""
    fields = model._meta.concrete_fields
    assert [field.name for field in fields if field.get_db_converters(connection)] == []


def test_a_copy_is_the_same_row_with_the_same_relations_and_a_life_of_its_own(participant: Person) -> None:
    one = Membership.objects.select_related("workshop").get(user=participant.user)
    other = copy_object(one)
    assert (other, other.__dict__.keys()) == (one, one.__dict__.keys())
    assert (other.workshop is one.workshop, other._state.adding, other._state.db) == (True, False, "default")
    other.workshop, other.role = Workshop(title="another"), "left"
    assert (one.workshop.title == "another", one.role == "left") == (False, False)
