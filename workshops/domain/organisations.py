"""Where somebody works, found by what they type: a name that is known, one that is close, or a new one."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.rate_limits import RateLimit
from workshops.models import Organisation, Workshop
from workshops.models.places import NAME_LENGTH, normalise_name

MOST_CLOSE = 5
ALIKE = 0.7
SAME_WORDS = 1.0
ORGANISATIONS = RateLimit(
    "organisations", 20, 3600, _("You have named where you work 20 times within an hour. Try again later.")
)


def list_offered(workshop: Workshop) -> list[str]:
    """Return the names that are suggested to people who join, in the order of the alphabet."""
    return list(
        Organisation.objects.filter(workshop=workshop)
        .offered()
        .order_by("name")
        .values_list("name", flat=True)
    )


def name_organisation(workshop: Workshop, name: str) -> Organisation:
    """Return the workshop's organisation of that name; where there is none, one is made that shows later.

    Capitals, spaces, accents and dots make no other name, at the same moment neither.
    """
    own = Organisation.objects.filter(workshop=workshop)
    known = own.shown().named(name).first()
    if known is not None:
        return known
    typed = {"workshop": workshop, "normal_name": normalise_name(name), "shown": False}
    made, _is_new = Organisation.objects.get_or_create(
        **typed, defaults={"name": name.strip(), "listed": False}
    )
    return made


def offer_organisation(workshop: Workshop, name: str) -> Organisation:
    """Return the workshop's organisation of that name, made where organisers have not named it yet.

    What somebody has typed in joining is not looked at: the answer must not tell that they did.
    """
    known = Organisation.objects.filter(workshop=workshop).shown().named(name).first()
    return known or Organisation.objects.create(workshop=workshop, name=name.strip())


def find_close(workshop: Workshop, name: str) -> list[Organisation]:
    """Return up to five organisations that may be meant, the likeliest first; none for a known name.

    A name that somebody typed in joining is not known yet: the answer must not tell that they did.
    """
    normal = normalise_name(name)
    if not normal or len(name) > NAME_LENGTH:
        return []
    own = Organisation.objects.filter(workshop=workshop)
    if own.shown().named(name).exists():
        return []
    scored = [(_compare(normal, one.normal_name), one) for one in own.offered()]
    close = [(likeness, one) for likeness, one in scored if likeness >= ALIKE]
    return [one for _likeness, one in sorted(close, key=_by_likeness)[:MOST_CLOSE]]


def _by_likeness(pair: tuple[float, Organisation]) -> tuple[float, str]:
    return -pair[0], pair[1].name


def _compare(typed: str, known: str) -> float:
    """Return from 0 to 1 how likely the one name is meant by the other."""
    words = known.split()
    letters = typed.replace(" ", "")
    if _starts_all(typed.split(), words) or (len(letters) > 2 and _initials(words).startswith(letters)):
        return SAME_WORDS
    matcher = SequenceMatcher(None, typed, known, autojunk=False)
    # The two quick ones are upper bounds: most names are settled by them.
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE else 0.0


def _starts_all(typed: Iterable[str], words: list[str]) -> bool:
    return all(any(word.startswith(piece) for word in words) for piece in typed)


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word != "and")
