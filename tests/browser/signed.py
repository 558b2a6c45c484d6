"""Organisations that have signed, one in each state, for the public pages and for the desk."""

from datetime import date

from pledges.models import CaseStudy, CaseStudyDecision, SignedDecision
from tests.cast import Person
from tests.pledges.rounds import let_judge, tell
from tests.pledges.signed import make_pledge, make_signed
from tests.pledges.studies import make_studied, make_study
from workshops.models import Workshop

LONG_AGO = date(2026, 5, 4)


def make_signed_pages(desk_of: Workshop, person: Person) -> dict[str, str]:
    """Make a workshop that was signed, and pledges on the desk of another; return what addresses name."""
    places = make_signed()
    declared = Workshop.objects.get(slug=places["signed"])
    make_pledge(declared, "Corner Care", due_on=LONG_AGO, sentence="We ring back within an hour.")
    judged = make_pledge(declared, "Park Street Surgery", judged="changed", judged_on=LONG_AGO)
    silent = make_pledge(declared, "Acorn Home Care")
    tell(declared, judged, silent)
    let_judge(person)
    here = make_pledge(desk_of, "Riverside Trust", judged="changed", judged_on=LONG_AGO)
    tell(desk_of, here)
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
        "pledge_judged": judged.ref,
        "pledge_untold": silent.ref,
        **make_studied(declared),
        "pledge_here": here.ref,
        "study_here": in_review.ref,
        "study_down": study.ref,
    }
