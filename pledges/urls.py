"""Addresses of what follows a result, and what they add to the Declaration and to the desk."""

from django.urls import include, path

from ideas_platform.lib.sections import register
from pledges.views import (
    assessment,
    case_studies,
    desk_assessment,
    desk_case_studies,
    desk_pledges,
    judging,
    pledges,
)

app_name = "pledges"
pledge_addresses = [
    path("", pledges.show_pledges, name="pledges"),
    path("new/", pledges.sign, name="sign"),
    path("sent/", pledges.show_sent, name="sent"),
    path("question/", judging.show_question, name="question"),
    path("confirmation/<str:token>/", pledges.show_confirmation, name="confirmation"),
    path("change/<str:token>/", pledges.change_pledge, name="change"),
    path("<slug:ref>/", pledges.show_pledge, name="pledge"),
    path("<slug:ref>/link/", pledges.ask_for_link, name="link"),
    path("<slug:ref>/answer/", judging.give_answer, name="answer"),
]
case_study_addresses = [
    path("", case_studies.show_studies, name="case_studies"),
    path("new/", case_studies.send_study, name="case_study_send"),
    path("sent/", case_studies.show_sent, name="case_study_sent"),
    path("confirmation/<str:token>/", case_studies.show_confirmation, name="case_study_confirmation"),
    path("change/<str:token>/", case_studies.show_change, name="case_study_change"),
    path("<slug:ref>/", case_studies.show_study, name="case_study"),
    path("<slug:ref>/link/", case_studies.ask_for_link, name="case_study_link"),
    path("<slug:ref>/pictures/<int:number>/", case_studies.send_picture, name="case_study_picture"),
]
desk_addresses = [
    path("assessment/", desk_assessment.show_assessment, name="desk_assessment"),
    path("assessment/rounds/", desk_assessment.begin, name="desk_assessment_rounds"),
    path("case-studies/", desk_case_studies.show_studies, name="desk_case_studies"),
    path("case-studies/<slug:ref>/", desk_case_studies.show_study, name="desk_case_study"),
    path(
        "case-studies/<slug:ref>/pictures/<int:number>/",
        desk_case_studies.send_picture,
        name="desk_case_study_picture",
    ),
    path("pledges/", desk_pledges.show_pledges, name="desk_pledges"),
    path("pledges/<slug:ref>/hiding/", desk_pledges.hide_pledge, name="desk_pledge_hiding"),
    path("pledges/<slug:ref>/showing/", desk_pledges.show_again, name="desk_pledge_showing"),
]
urlpatterns = [
    path("workshops/<slug:slug>/pledges/", include(pledge_addresses)),
    path("workshops/<slug:slug>/case-studies/", include(case_study_addresses)),
    path("workshops/<slug:slug>/assessment/", assessment.show_results, name="assessment"),
    path("workshops/<slug:slug>/assessment/answer/", assessment.answer, name="assessment_answer"),
    path("admin/desk/<slug:slug>/", include(desk_addresses)),
]

register("declaration", judging.show_question_link, order=5)
register("workshop_first", judging.show_on_workshop, order=10)
register("declaration", pledges.show_link, order=10)
register("desk", desk_pledges.show_card, order=35)
register("declaration", case_studies.show_link, order=20)
register("declaration", assessment.show_link, order=30)
register("workshop_first", assessment.show_on_workshop, order=20)
register("desk", desk_assessment.show_card, order=37)
register("desk", desk_case_studies.show_card, order=36)
