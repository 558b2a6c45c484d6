"""Finds passages of a text that could identify somebody, while it is written and before it is kept.

Pure: nothing is stored, logged or sent. Whoever calls it must not log texts or passages either.
"""

from identifiers.all_recognisers import find_identifiers
from identifiers.findings import Finding, Kind
from identifiers.passages import Passage, looks_like_patient, mark_passages

__all__ = ["Finding", "Kind", "Passage", "find_identifiers", "looks_like_patient", "mark_passages"]
