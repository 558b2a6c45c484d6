"""The picture for sharing has the size that is asked for, whatever is written on it."""

from io import BytesIO

import pytest
from PIL import Image

from results.documents.card import HEIGHT, WIDTH, make_card
from tests.results.documents.test_poster import ODD
from tests.results.editions import make_odd_edition


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_any_name_makes_a_picture_of_one_size(odd: str) -> None:
    with Image.open(BytesIO(make_card(make_odd_edition(odd)))) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
