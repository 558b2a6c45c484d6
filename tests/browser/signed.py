"""Organisations that have signed, one in each state, for the public pages and for the desk."""

from datetime import date

from pledges.models import CaseStudy, CaseStudyDecision, SignedDecision
from tests.pledges.signed import make_pledge, make_signed
from tests.pledges.studies import make_studied, make_study
from workshops.models import Workshop

LONG_AGO = date(2026, 5, 4)


def make_signed_pages(desk_of: Workshop) -> dict[str, str]:
    """Make a workshop that was signed, and pledges on the desk of another; return what addresses name."""
    places = make_signed()
    declared = Workshop.objects.get(slug=places["signed"])
    make_pledge(declared, "Corner Care", due_on=LONG_AGO, sentence="We ring back within an hour.")
    make_pledge(declared, "Park Street Surgery", judged="changed", judged_on=LONG_AGO)
    here = make_pledge(desk_of, "Riverside Trust")
    make_pledge(desk_of, "Hollow Lane Hospice", is_confirmed=False)
    hidden = make_pledge(desk_of, "Nobody’s Trust", is_hidden=True)
    said = {"deed": "hide", "reason": "They do not know of it."}
    SignedDecision.objects.create(pledge=hidden, decided_on=LONG_AGO, **said)
    for state in CaseStudy.Status:
        study = make_study(desk_of, state, published_on=LONG_AGO)
    in_review = make_study(desk_of, "in_review", title="Two nurses, one rota")
    said = {"deed": "ask", "reason": "Say how long it took."}
    CaseStudyDecision.objects.create(case_study=in_review, decided_on=LONG_AGO, **said)
    return {
        **places,
        **make_studied(declared),
        "pledge_here": here.ref,
        "study_here": in_review.ref,
        "study_down": study.ref,
    }
