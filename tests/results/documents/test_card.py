"""The picture for sharing has the size that is asked for, whatever is written on it."""

from io import BytesIO

import pytest
from PIL import Image

from results.documents.card import HEIGHT, WIDTH, make_card, say_card
from tests.results.documents.test_poster import ODD
from tests.results.editions import make_edition, make_odd_edition


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_any_name_makes_a_picture_of_one_size(odd: str) -> None:
    with Image.open(BytesIO(make_card(make_odd_edition(odd)))) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))


def test_the_picture_is_said_in_words() -> None:
    assert say_card(make_edition()) == (
        "Our Declaration for community services (Community services in London). "
        "1,036 people, 104 organisations, 32 boroughs."
    )
