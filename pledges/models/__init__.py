"""What organisations sign after a result. The files import each other; this one collects them."""

from pledges.models.case_studies import CaseStudy, CaseStudyContact, CaseStudyPicture
from pledges.models.decisions import CaseStudyDecision, SignedDecision
from pledges.models.pledges import Pledge, PledgeAim, PledgeContact

__all__ = [
    "CaseStudy",
    "CaseStudyContact",
    "CaseStudyDecision",
    "CaseStudyPicture",
    "Pledge",
    "PledgeAim",
    "PledgeContact",
    "SignedDecision",
]
