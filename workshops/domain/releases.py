"""What a page says of the last release."""

from datetime import datetime

from workshops.models import Release, Workshop


def find_release_time(workshop: Workshop) -> datetime | None:
    """Return when what others see last changed, or None before the first release."""
    return (
        Release.objects.filter(workshop=workshop)
        .order_by("-number")
        .values_list("released_at", flat=True)
        .first()
    )
