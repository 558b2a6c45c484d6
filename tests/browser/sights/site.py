"""What everybody sees, and the way in."""

from tests.browser.deeds import (
    ask_for_both_codes,
    ask_for_code,
    be_refused,
    enter_no_code,
    enter_wrong_codes,
    send_as_visitor,
    unfold,
    use_up_tries,
)
from tests.browser.sights.sight import Sight, wrong

SIGHTS = (
    Sight("home", "/"),
    Sight("home of a member", "/", "participant"),
    Sight("help", "/help/", act=unfold),
    Sight("how anonymity works", "/how-anonymity-works/", act=unfold),
    Sight("privacy", "/privacy/", act=unfold),
    Sight("accessibility", "/accessibility/", act=unfold),
    Sight("moderation policy", "/moderation-policy/", act=unfold),
    Sight("style", "/style/", act=unfold),
    Sight("sign-in", "/accounts/"),
    Sight("sign-in on the way to a workshop", "/accounts/?next=/workshops/community/membership/"),
    Sight("sign-in with a join code", "/accounts/?code=RIVER-2026&next=/workshops/community/membership/"),
    wrong("sign-in with a wrong join code", "/accounts/?code=NO-SUCH"),
    wrong("sign-in with an error", "/accounts/", act=be_refused("Send me a code")),
    Sight(
        "sign-in while a text waits",
        "/workshops/community/ideas/new/",
        act=send_as_visitor,
        ends_at="/accounts/",
    ),
    Sight("code", "/accounts/", act=ask_for_code, ends_at="/accounts/code/"),
    wrong("code with an error", "/accounts/", act=enter_no_code, ends_at="/accounts/code/"),
    Sight("too many wrong codes", "/accounts/", act=use_up_tries, ends_at="/accounts/code/"),
    Sight("changing the address", "/accounts/email/", "participant"),
    wrong(
        "changing the address with an error",
        "/accounts/email/",
        "participant",
        be_refused("Send me both codes"),
    ),
    Sight(
        "both codes", "/accounts/email/", "participant", ask_for_both_codes, ends_at="/accounts/email/codes/"
    ),
    wrong(
        "both codes with an error",
        "/accounts/email/",
        "participant",
        enter_wrong_codes,
        ends_at="/accounts/email/codes/",
    ),
    Sight("deleting the account", "/accounts/deletion/", "going"),
    wrong("deleting without a tick", "/accounts/deletion/", "going", be_refused("Delete my account")),
    Sight("signing in again to delete", "/accounts/deletion/", "participant"),
    Sight("signing out", "/accounts/logout/", "participant"),
)
