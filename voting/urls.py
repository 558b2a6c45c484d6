"""The addresses of votes, the queue and boards, and the parts that voting adds to the pages of workshops."""

from django.urls import path

from ideas_platform.lib.sections import register, register_facts
from voting.views import boards, kept, lists, my_votes, next_step, panel, places, queue, votes
from workshops.sign_in.views.stale import register_form

app_name = "voting"
urlpatterns = [
    path("workshops/<slug:slug>/ideas/<slug:ref>/vote/", votes.vote, name="vote"),
    path("workshops/<slug:slug>/next/", queue.show_next, name="next"),
    path("workshops/<slug:slug>/votes/", my_votes.list_my_votes, name="my_votes"),
    path("workshops/<slug:slug>/boards/", boards.list_boards, name="boards"),
    path("workshops/<slug:slug>/boards/<slug:name>/", boards.show_board, name="board"),
]

register_form("voting:vote", kept.read_vote)
register("idea", panel.show_vote_panel)
register_facts("idea_list", lists.find_my_card_votes)
register_facts("ideas_left", lists.find_ideas_left)
register_facts("mine", panel.find_own_totals)
register_facts("mine", places.find_own_places)
register_facts("next_step", next_step.find_where_to_vote)
