"""The tables of results, by noun."""

from results.models.answers import (
    AnswerRelease,
    AuthorVerdict,
    DrawnAnswerMoment,
    StatementAnswer,
    StatementTotal,
)
from results.models.covered import CoveredWords
from results.models.editions import Audience, Edition, EditionQuerySet, Foundation, Lineage
from results.models.exports import LIFE, ExportFile, ExportFileQuerySet, ExportPart
from results.models.pictures import FoundationPicture
from results.models.published_files import PublishedFile, PublishedPart
from results.models.statements import CodedItem, Evidence, NotUsed, Statement, StatementStatus

__all__ = [
    "LIFE",
    "AnswerRelease",
    "Audience",
    "AuthorVerdict",
    "CodedItem",
    "CoveredWords",
    "DrawnAnswerMoment",
    "Edition",
    "EditionQuerySet",
    "Evidence",
    "ExportFile",
    "ExportFileQuerySet",
    "ExportPart",
    "Foundation",
    "FoundationPicture",
    "Lineage",
    "NotUsed",
    "PublishedFile",
    "PublishedPart",
    "Statement",
    "StatementAnswer",
    "StatementStatus",
    "StatementTotal",
]
