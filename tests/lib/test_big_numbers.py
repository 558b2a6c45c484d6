"""Big numbers are written with their thousands parted, wherever a page says how much fits."""

import pytest
from django.core.exceptions import ValidationError

from ideas_platform.lib.big_numbers import write_number, write_numbers
from ideas_platform.lib.long_text import LongTextField
from tests.cast import Person, make_idea
from tests.pages import read_text
from workshops.models import Workshop

TOO_LONG = "Your comment is too long: 2,000 characters at most, yours has 2,001."


def test_thousands_are_parted() -> None:
    assert [write_number(number) for number in (7, 999, 2_000, 1_234_567)] == [
        "7",
        "999",
        "2,000",
        "1,234,567",
    ]
    params = write_numbers({"most": 3_000, "text": "3000", "is_so": True})
    assert {name: str(value) for name, value in params.items()} == {
        "most": "3,000", "text": "3000", "is_so": "True",
    }  # fmt: skip


def test_a_message_that_tells_one_from_many_reads_the_number() -> None:
    with pytest.raises(ValidationError) as refused:
        LongTextField(max_length=1_500).clean("x" * 1_501)
    assert refused.value.messages == ["Ensure this value has at most 1500 characters (it has 1501)."]


def test_a_box_says_how_long_a_text_may_be_as_its_hint_does() -> None:
    errors = LongTextField(max_length=1_500, error_messages={"max_length": "%(limit_value)s, %(show_value)s"})
    with pytest.raises(Exception, match="1,500, 1,501"):
        errors.clean("x" * 1_501)


@pytest.mark.django_db
def test_hint_and_mistake_write_the_same_number(participant: Person, workshop: Workshop) -> None:
    idea = make_idea(workshop)
    page = participant.client.get(idea.get_absolute_url())
    assert "You can write up to 2,000 characters" in read_text(page)
    address = f"{idea.get_absolute_url()}comments/"
    refused = participant.client.post(address, {"intent": "build", "body": "x" * 2_001})
    assert (TOO_LONG in read_text(refused), "2000" in read_text(refused)) == (True, False)
    sent = {"theme": "other", "intent": "new", "title": "One", "body": "x" * 3_001, "step": "check"}
    refused = participant.client.post("/workshops/community/ideas/new/", sent)
    assert "Your text is 1,001 characters too long: 2,000 at most." in read_text(refused)
