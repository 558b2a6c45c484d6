"""The addresses of workshops, ideas, sign-in and what we promise."""

from django.urls import include, path

from ideas_platform.lib.sections import register
from workshops.views import (
    comment_edit,
    comments,
    forgetting,
    home,
    ideas,
    kept_forms,
    letters,
    materials,
    membership,
    mine,
    pin,
    poll,
    promises,
    reports,
    shredding,
    sign_in,
    similar,
    workshop,
    writing,
)
from workshops.views.stale import register_form

workshop_addresses = (
    [
        path("", workshop.show_workshop, name="workshop"),
        path("membership/", membership.show_membership, name="membership"),
        path("membership/leaving/", membership.leave, name="leaving"),
        path("membership/role/", membership.accept_role, name="role"),
        path("notice/", letters.show_notice, name="notice"),
        path("letters/<slug:token>/", letters.show_letters, name="letters"),
        path("materials/<uuid:material>/", materials.send_file, name="material"),
        path("materials/<uuid:material>/captions/", materials.send_captions, name="captions"),
        path("poll/", poll.show_poll, name="poll"),
        path("ideas/", ideas.list_ideas, name="ideas"),
        path("ideas/new/", writing.write_idea, name="idea_new"),
        path("ideas/similar/", similar.show_similar, name="similar"),
        path("ideas/<slug:ref>/", ideas.show_idea, name="idea"),
        path("ideas/<slug:ref>/edit/", mine.edit, name="idea_edit"),
        path("ideas/<slug:ref>/withdrawal/", mine.withdraw, name="idea_withdrawal"),
        path("ideas/<slug:ref>/report/", reports.report, name="report"),
        path("ideas/<slug:ref>/comments/", comments.comment, name="comments"),
        path(
            "ideas/<slug:ref>/comments/<slug:comment_ref>/edit/",
            comment_edit.edit,
            name="comment_edit",
        ),
        path(
            "ideas/<slug:ref>/comments/<slug:comment_ref>/withdrawal/",
            mine.withdraw_a_comment,
            name="comment_withdrawal",
        ),
        path("mine/", mine.list_mine, name="mine"),
        path("mine/pin/", pin.show_pin, name="pin"),
        path("mine/pin/lock/", pin.lock, name="pin_lock"),
        path("mine/pin/removal/", pin.remove, name="pin_removal"),
        path("mine/forgetting/", forgetting.forget_mine, name="forgetting"),
    ],
    "workshops",
)

urlpatterns = [
    path("", home.show_home, name="home"),
    path("workshops/<slug:slug>/", include(workshop_addresses)),
    path("accounts/", sign_in.sign_in, name="sign_in"),
    path("accounts/", include("workshops.account_urls")),
    path("leave/", sign_in.leave_quickly, name="leave"),
    path("how-anonymity-works/", promises.how_anonymity_works, name="how_anonymity_works"),
    path("help/", promises.show_help, name="help"),
    path("privacy/", promises.privacy, name="privacy"),
    path("accessibility/", promises.accessibility, name="accessibility"),
    path("moderation-policy/", promises.moderation_policy, name="moderation_policy"),
]

register("workshop", poll.show_poll_section, order=10)
register("workshop", shredding.show_shred_note, order=90)
register_form("workshops:idea_new", kept_forms.read_idea)
register_form("workshops:idea_edit", kept_forms.read_idea)
register_form("workshops:comments", kept_forms.read_comment)
register_form("workshops:comment_edit", kept_forms.read_new_words)
register_form("workshops:report", kept_forms.read_report)
register_form("workshops:poll", kept_forms.read_answer)
