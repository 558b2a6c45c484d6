"""A sample of what is published, read in part by two people."""

from __future__ import annotations

from urllib.parse import urlencode

from moderation.domain.omission_sample import count_published, find_sizes
from tests.cast import Person
from tests.moderation.coding_people import make_text
from tests.moderation.omission_people import draw, say
from workshops.models import Workshop

WORDS = "When the last bus has gone nobody can get home. A night bus on Fridays would be enough."


def make_sampled(workshop: Workshop, moderator: Person, organiser: Person) -> dict[str, str]:
    """Draw a sample and read three texts of it; return what is where."""
    new = [make_text(workshop, title=f"The last bus {number}", body=WORDS) for number in range(4)]
    sample = draw(moderator, find_sizes(count_published(workshop))[1])
    other, own, softened, unread = (sample.texts.get(idea=idea) for idea in new)
    say(organiser, other, "missing", "Nothing is said about buses at night.")
    say(moderator, own, "missing", "Who pays for buses on Fridays.")
    say(organiser, softened, "unclear")
    say(organiser, softened)
    texts = sample.texts.values_list("pk", flat=True)
    return {
        "sampled": str(unread.pk),
        "sampled_by_other": str(other.pk),
        "skip_all": urlencode({"skipped": [str(key) for key in texts]}, doseq=True),
    }
