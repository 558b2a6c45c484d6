"""The design group and organisers at their work."""

from tests.browser.deeds import press
from tests.browser.sights.sight import Sight, empty, post, wrong

IDEAS, COMMENTS = "/admin/workshops/idea/", "/admin/workshops/comment/"
SIGHTS = (
    Sight("admin", "/admin/", "moderator"),
    Sight("admin of an organiser", "/admin/", "organiser"),
    Sight("queue of ideas", IDEAS, "moderator"),
    Sight("queue of comments", COMMENTS, "moderator"),
    empty("empty queue", f"{IDEAS}?q=zebra", "moderator"),
    Sight("idea to decide on", f"{IDEAS}<to_decide>/change/", "moderator"),
    wrong(
        "hiding without a reason",
        f"{IDEAS}<to_decide>/change/",
        "moderator",
        press("Hide"),
        ends_at=f"{IDEAS}<to_decide>/decision/",
    ),
    Sight("comment to decide on", f"{COMMENTS}<comment_to_decide>/change/", "moderator"),
    Sight("workshops of an organiser", "/admin/workshops/workshop/", "organiser"),
    Sight("workshop to set up", "/admin/workshops/workshop/<workshop>/change/", "organiser"),
    Sight("new workshop", "/admin/workshops/workshop/add/", "administrator"),
    wrong("new workshop with errors", "/admin/workshops/workshop/add/", "administrator", post()),
    Sight("organisations", "/admin/workshops/organisation/", "organiser"),
    Sight("new organisation", "/admin/workshops/organisation/add/", "organiser"),
    Sight("organisation", "/admin/workshops/organisation/<organisation>/change/", "organiser"),
    Sight("deleting an organisation", "/admin/workshops/organisation/<organisation>/delete/", "organiser"),
    Sight("join codes", "/admin/workshops/joincode/", "organiser"),
    Sight("join code", "/admin/workshops/joincode/<join_code>/change/", "organiser"),
    Sight("new join code", "/admin/workshops/joincode/add/", "organiser"),
    Sight("invitations", "/admin/workshops/invitation/", "organiser"),
    Sight("invitation", "/admin/workshops/invitation/<invitation>/change/", "organiser"),
    Sight("new invitation", "/admin/workshops/invitation/add/", "organiser"),
    wrong("new invitation with errors", "/admin/workshops/invitation/add/", "organiser", post()),
)
