"""The tables of ideas, by noun."""

from ideas.models.author_requests import CoverRequest, SecondLook
from ideas.models.comments import Comment, CommentRevision
from ideas.models.contributions import Contribution
from ideas.models.ideas import Idea, ImportedIdea, Revision
from ideas.models.merges import Merge
from ideas.models.mutes import Mute
from ideas.models.poll_answers import PollAnswer, PollTotal
from ideas.models.questions import Answer, Question
from ideas.models.reports import Report
from ideas.models.sources import IdeaSource

__all__ = [
    "Answer",
    "Comment",
    "CommentRevision",
    "Contribution",
    "CoverRequest",
    "Idea",
    "IdeaSource",
    "ImportedIdea",
    "Merge",
    "Mute",
    "PollAnswer",
    "PollTotal",
    "Question",
    "Report",
    "Revision",
    "SecondLook",
]
