"""Which texts wait for the design group, because they look as if they could show who somebody is."""

from identifiers import find_identifiers, looks_like_patient


def is_held(*texts: str) -> bool:
    """Return whether these parts of one contribution, read together, are held. Nothing is kept or logged."""
    return looks_like_patient(find_identifiers("\n".join(texts)))
