"""The addresses of the site, a workshop's ideas, comments and poll."""

from django.urls import include, path

from ideas.views import (
    answers,
    author_requests,
    comment_edit,
    comments,
    forgetting,
    home,
    ideas,
    kept_forms,
    own_contributions,
    poll,
    reports,
    shredding,
    similar,
    workshop,
    writing,
)
from ideas_platform.lib.sections import register
from workshops.sign_in.views.stale import register_form
from workshops.urls import addresses

workshop_addresses = (
    [
        path("", workshop.show_workshop, name="workshop"),
        path("ideas/", ideas.list_ideas, name="ideas"),
        path("ideas/new/", writing.write_idea, name="idea_new"),
        path("ideas/similar/", similar.show_similar, name="similar"),
        path("ideas/<slug:ref>/", ideas.show_idea, name="idea"),
        path("ideas/<slug:ref>/edit/", own_contributions.edit, name="idea_edit"),
        path("ideas/<slug:ref>/withdrawal/", own_contributions.withdraw, name="idea_withdrawal"),
        path("ideas/<slug:ref>/report/", reports.report, name="report"),
        path("ideas/<slug:ref>/second-look/", author_requests.ask_for_look, name="second_look"),
        path("ideas/<slug:ref>/too-much/", author_requests.ask_for_cover, name="too_much"),
        path("ideas/<slug:ref>/comments/", comments.comment, name="comments"),
        path(
            "ideas/<slug:ref>/comments/<slug:comment_ref>/edit/",
            comment_edit.edit,
            name="comment_edit",
        ),
        path(
            "ideas/<slug:ref>/comments/<slug:comment_ref>/withdrawal/",
            own_contributions.withdraw_a_comment,
            name="comment_withdrawal",
        ),
        path("mine/", own_contributions.list_mine, name="mine"),
        path("mine/questions/<uuid:key>/", answers.answer, name="answer"),
        path("mine/questions/<uuid:key>/withdrawal/", answers.take_back, name="answer_withdrawal"),
        path("mine/forgetting/", forgetting.forget_mine, name="forgetting"),
        path("poll/", poll.show_poll, name="poll"),
        *addresses,
    ],
    "workshops",
)

urlpatterns = [
    path("", home.show_home, name="home"),
    path("workshops/<slug:slug>/", include(workshop_addresses)),
    path("", include("workshops.urls")),
]

register("idea", answers.show_questions, order=5)
register("workshop", poll.show_poll_section, order=10)
register("workshop", shredding.show_shred_note, order=90)
register_form("workshops:idea_new", kept_forms.read_idea)
register_form("workshops:idea_edit", kept_forms.read_idea)
register_form("workshops:comments", kept_forms.read_comment)
register_form("workshops:comment_edit", kept_forms.read_new_words)
register_form("workshops:report", kept_forms.read_report)
register_form("workshops:answer", kept_forms.read_answer_to_group)
register_form("workshops:second_look", kept_forms.read_look)
register_form("workshops:too_much", kept_forms.read_cover)
register_form("workshops:poll", kept_forms.read_answer)
