"""What everybody sees, and the way in."""

from tests.browser.page_states.page_state import PageState, wrong
from tests.browser.steps import (
    ask_for_both_codes,
    ask_for_code,
    ask_to_throw_away,
    be_refused,
    enter_no_code,
    enter_wrong_codes,
    send_as_visitor,
    unfold,
    use_up_tries,
)

PAGE_STATES = (
    PageState("home", "/"),
    PageState("home of a member", "/", "participant"),
    PageState("help", "/help/", act=unfold),
    PageState("how anonymity works", "/how-anonymity-works/", act=unfold),
    PageState("privacy", "/privacy/", act=unfold),
    PageState("accessibility", "/accessibility/", act=unfold),
    PageState("no connection", "/offline/"),
    PageState("moderation policy", "/moderation-policy/", act=unfold),
    PageState("style", "/style/", act=unfold),
    PageState("sign-in", "/accounts/"),
    PageState("sign-in on the way to a workshop", "/accounts/?next=/workshops/community/membership/"),
    PageState("sign-in with a join code", "/accounts/?code=RIVER-2026&next=/workshops/community/membership/"),
    wrong("sign-in with a wrong join code", "/accounts/?code=NO-SUCH"),
    wrong("sign-in with an error", "/accounts/", act=be_refused("Send me a code")),
    PageState(
        "sign-in while a text waits",
        "/workshops/community/ideas/new/",
        act=send_as_visitor,
        ends_at="/accounts/",
    ),
    PageState(
        "throwing away what waits",
        "/workshops/community/ideas/new/",
        act=ask_to_throw_away,
        ends_at="/accounts/waiting-text/",
    ),
    PageState("code", "/accounts/", act=ask_for_code, ends_at="/accounts/code/"),
    wrong("code with an error", "/accounts/", act=enter_no_code, ends_at="/accounts/code/"),
    PageState("too many wrong codes", "/accounts/", act=use_up_tries, ends_at="/accounts/code/"),
    PageState("changing the address", "/accounts/email/", "participant"),
    wrong(
        "changing the address with an error",
        "/accounts/email/",
        "participant",
        be_refused("Send me both codes"),
    ),
    PageState(
        "both codes", "/accounts/email/", "participant", ask_for_both_codes, ends_at="/accounts/email/codes/"
    ),
    wrong(
        "both codes with an error",
        "/accounts/email/",
        "participant",
        enter_wrong_codes,
        ends_at="/accounts/email/codes/",
    ),
    PageState("deleting the account", "/accounts/deletion/", "going"),
    wrong("deleting without a tick", "/accounts/deletion/", "going", be_refused("Delete my account")),
    PageState("signing in again to delete", "/accounts/deletion/", "participant"),
    PageState("signing out", "/accounts/logout/", "participant"),
)
