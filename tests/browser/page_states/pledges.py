"""What follows a result: organisations that sign, on the public pages and on the desk."""

from tests.browser.page_states.page_state import PageState, empty, wrong
from tests.browser.steps import submit

HOME = "/workshops/<signed>/pledges/"
STUDIES = "/workshops/<signed>/case-studies/"
DESK_STUDIES = "/admin/desk/community/case-studies/"
DESK = "/admin/desk/community/pledges/"

PAGE_STATES = (
    PageState("organisations that signed", HOME),
    empty("no organisation has signed", "/workshops/<published_of_result>/pledges/"),
    PageState("one organisation that signed", f"{HOME}<pledge>/"),
    PageState("what the front line says of a pledge", f"{HOME}<pledge_judged>/"),
    empty("too few have said anything of a pledge", f"{HOME}<pledge_untold>/"),
    PageState("has it changed where you work", f"{HOME}question/", "participant"),
    PageState("what has changed where you work", f"{HOME}<pledge>/answer/", "participant"),
    wrong("nothing chosen of what has changed", f"{HOME}<pledge>/answer/", "participant",
        submit("Send my answer")),
    PageState("self-assessment", "/workshops/<signed>/assessment/"),
    PageState("answering a self-assessment", "/workshops/<signed>/assessment/answer/", "participant"),
    wrong("answering a self-assessment as nobody", "/workshops/<signed>/assessment/answer/", "participant",
        submit("Send my answers")),
    PageState("self-assessment on the desk", "/admin/desk/community/assessment/", "organiser"),
    empty("no self-assessment on the desk", "/admin/desk/community/assessment/?start=set", "organiser"),
    wrong("a self-assessment without questions", "/admin/desk/community/assessment/", "organiser",
        submit("Save")),
    PageState("signing", f"{HOME}new/"),
    wrong("signing with nothing filled in", f"{HOME}new/", act=submit("Send it")),
    PageState("signed and to be confirmed", f"{HOME}sent/"),
    PageState("confirming what was signed", f"{HOME}confirmation/<pledge_to_confirm>/"),
    PageState("asking for a link to change", f"{HOME}<pledge>/link/"),
    PageState("changing what was signed", f"{HOME}change/<pledge_to_change>/"),
    PageState("organisations on the desk", DESK, "organiser"),
    PageState("taking one from view", f"{DESK}<pledge_here>/hiding/", "organiser"),
    wrong("taking one from view without a reason", f"{DESK}<pledge_here>/hiding/", "organiser",
        submit("Take it from view")),
    PageState("case studies", STUDIES),
    empty("no case study", "/workshops/<published_of_result>/case-studies/"),
    PageState("one case study", f"{STUDIES}<study>/"),
    PageState("sending a case study", f"{STUDIES}new/"),
    wrong("sending a case study with nothing filled in", f"{STUDIES}new/", act=submit("Send it")),
    PageState("case study sent", f"{STUDIES}sent/"),
    PageState("confirming a case study", f"{STUDIES}confirmation/<study_to_confirm>/"),
    PageState("asking for a link to a case study", f"{STUDIES}<study>/link/"),
    PageState("changing a case study", f"{STUDIES}change/<study_to_change>/"),
    PageState("case studies on the desk", DESK_STUDIES, "moderator"),
    PageState("case study to decide on", f"{DESK_STUDIES}<study_here>/", "moderator"),
    PageState("case study that was taken down", f"{DESK_STUDIES}<study_down>/", "moderator"),
    wrong("refusing without a reason", f"{DESK_STUDIES}<study_here>/", "moderator", submit("Refuse it")),
)  # fmt: skip
