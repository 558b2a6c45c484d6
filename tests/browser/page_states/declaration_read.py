"""The pages of the Declaration, before there is one and after."""

from tests.browser.page_states.page_state import PageState, empty, wrong
from tests.browser.steps import be_refused, unfold

HOME = "/workshops/<published_of_result>/declaration/"
EDITION = f"{HOME}1/"
ASKED = "/workshops/<asked>/declaration/1/"
ANSWER = f"{ASKED}<asked_about>/answer/"

PAGE_STATES = (
    empty("Declaration of an open workshop", "/workshops/community/declaration/"),
    empty("Declaration of a published workshop without one", "/workshops/<published>/declaration/"),
    PageState("workshop with its Declaration", "/workshops/<published_of_result>/", act=unfold),
    PageState("Declaration", HOME),
    PageState("edition of the Declaration", EDITION),
    PageState("foundation", f"{EDITION}<foundation_of_result>/"),
    PageState("statement", f"{EDITION}<told_of_result>/", act=unfold),
    PageState("edition for consultation", ASKED, "participant"),
    PageState("statement that is asked about", f"{ASKED}<asked_about>/", "participant", unfold),
    PageState("answer to a statement", ANSWER, "participant"),
    wrong("answer to a statement with an error", ANSWER, "participant", be_refused("Send my answer")),
    PageState("own contributions with where they went", "/workshops/<asked>/mine/", "participant"),
    PageState("changes between editions", f"{EDITION}changes/"),
    PageState("not used, for readers", f"{EDITION}not-used/", act=unfold),
    PageState("Declaration for one audience", f"{EDITION}for/staff/"),
    PageState("latest Declaration for one audience", f"{HOME}for/staff/"),
)
