"""An edition of the Declaration in work, for the browser: parts, statements, what they stand on, reasons."""

from __future__ import annotations

from results.domain.not_used import write_not_used
from tests.cast import Person, make_idea
from tests.results.declaration import JUDGEMENT, add, begin, give_picture, make_foundation, make_statement
from workshops.models import Workshop

QUOTE = "Families ring five places"


def make_declaration(workshop: Workshop, moderator: Person) -> dict[str, str]:
    """Make an edition in work with two parts; return what is where."""
    edition = begin(moderator, "consultation", preamble="We work *where people live*.")
    home = make_foundation(edition, "Care close to home", promise="Nobody travels far for help.")
    give_picture(home)
    make_foundation(edition, "One team")
    statement = make_statement(edition, "Every family has one number to ring, day and night.", None)
    used = make_idea(workshop, title="One number for families", body=f"{QUOTE} today. Nobody knows which.")
    add(statement, "item", item=used)
    add(statement, "quote", item=used, quote=QUOTE)
    make_statement(edition, "Somebody answers at night, too.", JUDGEMENT)
    write_not_used(
        edition=edition,
        sources=[make_idea(workshop, title="Free parking", body="Parking should be free.")],
        reason="Councils decide about parking.",
    )
    return {"statement": statement.ref, "foundation": home.slug}
