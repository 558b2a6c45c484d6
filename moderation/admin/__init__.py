"""The design group's part of the admin."""

from moderation.admin.comments import CommentAdmin
from moderation.admin.ideas import IdeaAdmin

__all__ = ["CommentAdmin", "IdeaAdmin"]
