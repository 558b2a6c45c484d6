"""The 10-5 rule: numbers of people below ten are not told, others to the nearest five."""

from django.utils.translation import gettext as _

FEWEST = 10
STEP = 5
# How far a number that is told can be from the true one.
OFF = STEP // 2


def round_people(number: int) -> int | None:
    """Return a number of people by the 10-5 rule: to the nearest 5, None (suppressed) below 10."""
    return None if number < FEWEST else STEP * round(number / STEP)


def fewest_behind(told: int) -> int:
    """Return the smallest number of people that is told as `told`."""
    return max(FEWEST, told - OFF)


def say_share(part: int, whole: int) -> str:
    """Return a share of people in words; nobody and everybody are "under 10%" and "over 90%"."""
    percent = round(100 * part / whole) if whole else 0
    if percent < FEWEST:
        return _("under 10%")
    return _("over 90%") if percent > 100 - FEWEST else f"{STEP * round(percent / STEP)}%"
