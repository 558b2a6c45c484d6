"""What organisations sign after a result. The files import each other; this one collects them."""

from pledges.models.assessments import (
    Assessment,
    AssessmentQuestion,
    AssessmentTotal,
    LevelAnswer,
    Standing,
)
from pledges.models.case_studies import CaseStudy, CaseStudyContact, CaseStudyPicture
from pledges.models.decisions import CaseStudyDecision, SignedDecision
from pledges.models.judgements import Judgement, JudgementAnswer
from pledges.models.pledges import Pledge, PledgeAim, PledgeContact
from pledges.models.rounds import Round

__all__ = [
    "Assessment",
    "AssessmentQuestion",
    "AssessmentTotal",
    "CaseStudy",
    "CaseStudyContact",
    "CaseStudyDecision",
    "CaseStudyPicture",
    "Judgement",
    "JudgementAnswer",
    "LevelAnswer",
    "Pledge",
    "PledgeAim",
    "PledgeContact",
    "Round",
    "SignedDecision",
    "Standing",
]
