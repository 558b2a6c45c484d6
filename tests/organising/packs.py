"""A pack to set, and what its files say."""

from __future__ import annotations

from typing import Any

from organising.domain.packs import Pack

FACTS: dict[str, Any] = {
    "title": "Community services in London",
    "summary": "What should community services be like in five years?",
    "organisation": "Whittington Health",
    "address": "https://ideas.example/workshops/community/membership/?code=7KQ4-M2XP",
    "short_address": "ideas.example/workshops/community",
    "code": "7KQ4-M2XP",
    "domains": "@whittington.example",
    "when": "Open until 18 December 2026",
    "contact": "Amira Khan, ideas@nhs.example",
    "practice": False,
}


def make_pack(**facts: Any) -> Pack:
    """Return a pack; `facts` replace what it would say."""
    return Pack(**{**FACTS, **facts})
