"""What organisers note at their desk."""

from organising.models.workforce import Workforce

__all__ = ["Workforce"]
