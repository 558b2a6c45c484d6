"""What organisers note at their desk, and what they bring in."""

from organising.models.idea_imports import IdeaImport
from organising.models.workforce import Workforce

__all__ = ["IdeaImport", "Workforce"]
