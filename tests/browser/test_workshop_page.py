"""The page of a workshop on a phone: all of it within four screens, however much there is."""

from datetime import date

from tests.browser.chromium import HEIGHTS, PHONE
from tests.browser.conftest import Windows
from tests.browser.seeing import overflow
from tests.browser.stage import furnish
from tests.cast import Person, make_idea, make_poll
from tests.materials import make_material, make_picture
from workshops.models import Theme, Update, Workshop

MOST_SCREENS = 4
LONG = "Every neighbourhood has one team, one number and one diary that all who visit can read. " * 6


def fill(workshop: Workshop) -> None:
    """Give the workshop eight themes, a long brief, news, a document and ideas with long texts."""
    furnish(workshop)
    make_poll(workshop)
    Workshop.objects.filter(pk=workshop.pk).update(
        title="Community services for London: what should we promise?",
        brief=f"{LONG}\n\n{LONG}\n\n{LONG}",
        summary=LONG[:250],
        practice=True,
    )
    Theme.objects.filter(workshop=workshop).update(text=LONG)
    for number in range(4, 9):
        Theme.objects.create(workshop=workshop, number=number, title=f"Theme {number}", text=LONG)
    for number in range(3):
        make_idea(workshop, title=f"{number}: a seat at the weekly meeting for all", body=LONG, reviewed=True)
        Update.objects.create(
            workshop=workshop, title=f"News {number}", text=LONG, published_on=date(2026, 5, 4)
        )
    make_picture(workshop)
    make_picture(workshop, "picture", "A nurse at a door")
    make_material(workshop, "document", title="The draft on one page", description=LONG[:80])


def test_the_page_is_four_screens_of_a_phone_long_at_most(
    windows: Windows, workshop: Workshop, participant: Person
) -> None:
    fill(workshop)
    for person in (None, participant):
        page = windows.open(person)
        page.goto(workshop.get_absolute_url())
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= MOST_SCREENS * HEIGHTS[PHONE]
        first = page.get_by_role("link", name="Share an idea").bounding_box()
        assert first is not None
        assert first["y"] + first["height"] <= HEIGHTS[PHONE]
        assert overflow(page) == 0
