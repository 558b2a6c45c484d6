"""A final edition that is out, with its files."""

from datetime import date

from results.models import Edition, Evidence, Foundation, Statement
from results.sealing.making import make_files
from tests.cast import make_idea
from tests.results.declaration import give_picture
from workshops.models import Workshop


def declare(workshop: Workshop) -> Edition:
    """Return the released final edition of a workshop whose phase is published, with all its files."""
    words = {"foundation_word": "foundation", "foundations_word": "foundations"}
    edition = Edition.objects.create(
        workshop=workshop,
        number=1,
        kind="final",
        title="Our Declaration",
        preamble="We ask for this.",
        **words,
    )
    home = Foundation.objects.create(
        edition=edition, slug="nearby", order=1, title="Nearby", promise="Help is near."
    )
    give_picture(home)
    statement = Statement.objects.create(
        edition=edition, foundation=home, order=1, text="There is one number for each borough."
    )
    idea = make_idea(workshop, title="One number for all")
    Evidence.objects.create(statement=statement, kind="item", stream="staff", idea=idea)
    Edition.objects.filter(pk=edition.pk).update(released_on=date(2026, 5, 4))
    edition.refresh_from_db()
    make_files(edition)
    return edition
