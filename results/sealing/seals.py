"""Which check sum the site keeps of a package's sealed list."""

from __future__ import annotations

from django.db import Error

from results.models import PublishedFile
from results.package.opening import Package


def find_kept_seal(package: Package) -> str | None:
    """Return the SHA-256 of the sealed list of that workshop's edition; None where this site has none."""
    slug, number = package.described.get("name"), package.described.get("edition")
    if not isinstance(slug, str) or not isinstance(number, int):
        return None
    seals = PublishedFile.objects.filter(
        edition__workshop__slug=slug, edition__number=number, kind=PublishedFile.Kind.SEAL
    )
    try:
        return seals.values_list("sha256", flat=True).first()
    except (Error, ValueError):
        # A package can be counted again where there is no site at all.
        return None
