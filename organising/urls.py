"""The addresses of organising, and what it adds to the desk and to the page of a workshop."""

from django.urls import URLPattern, URLResolver, path

from ideas_platform.lib.sections import register
from organising.documents.packs import KINDS
from organising.views import (
    deeds,
    desk_participation,
    desk_spread,
    idea_files,
    invitations,
    joining,
    makers,
    materials,
    new_workshop,
    participation,
    people,
    set_up,
    slips,
    spread,
    summary,
    themes,
)

app_name = "organising"
PEOPLE = "admin/desk/<slug:slug>/people/"
SET_UP = "admin/desk/<slug:slug>/set-up/"
IMPORT = "admin/desk/<slug:slug>/import/"
SPREAD = "workshops/<slug:slug>/spread/"
DESK_SPREAD = "admin/desk/<slug:slug>/spread/"
DESK_PARTICIPATION = "admin/desk/<slug:slug>/participation/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/new-workshop/", new_workshop.make_workshop, name="new_workshop"),
    path("admin/workshop-makers/", makers.show_makers, name="makers"),
    path("admin/workshop-makers/<uuid:key>/removal/", makers.remove_maker, name="maker_removal"),
    path(IMPORT, idea_files.send_ideas, name="idea_file"),
    path(f"{IMPORT}check/", idea_files.check_ideas, name="idea_file_check"),
    path(f"{IMPORT}template/", idea_files.download_template, name="idea_file_template"),
    path(f"{IMPORT}<uuid:key>/removal/", idea_files.remove_ideas, name="idea_file_removal"),
    path(SET_UP, set_up.show_set_up, name="set_up"),
    path(f"{SET_UP}purpose/", set_up.write_purpose, name="purpose"),
    path(f"{SET_UP}dates/", set_up.write_dates, name="dates"),
    path(f"{SET_UP}joining/", joining.write_joining, name="joining"),
    path(f"{SET_UP}joining/organisations/", joining.add_organisations, name="organisations"),
    path(f"{SET_UP}joining/codes/", joining.add_code, name="join_codes"),
    path(f"{SET_UP}joining/codes/<uuid:key>/", joining.end_code, name="join_code"),
    path(f"{SET_UP}questions/", set_up.write_questions, name="questions"),
    path(f"{SET_UP}poll/", set_up.write_poll, name="poll"),
    path(f"{SET_UP}materials/", materials.show_materials, name="materials"),
    path(f"{SET_UP}materials/<uuid:key>/", materials.write_material, name="material"),
    path(f"{SET_UP}materials/<uuid:key>/move/", materials.change_order, name="material_move"),
    path(f"{SET_UP}materials/<uuid:key>/removal/", materials.take_away, name="material_removal"),
    path(f"{SET_UP}pictures/", materials.show_pictures, name="pictures"),
    path(f"{SET_UP}pictures/<slug:kind>/", materials.write_picture, name="picture"),
    path(f"{SET_UP}pictures/<slug:kind>/removal/", materials.take_picture_away, name="picture_removal"),
    path(f"{SET_UP}practice/", new_workshop.make_practice, name="practice"),
    path(f"{SET_UP}announcement/", deeds.announce, name="announcement"),
    path(f"{SET_UP}opening/", deeds.open_now, name="opening"),
    path(f"{SET_UP}pause/", deeds.pause, name="pause"),
    path(f"{SET_UP}closing/", deeds.close, name="closing"),
    path(f"{SET_UP}extension/", deeds.extend, name="extension"),
    path(f"{SET_UP}reopening/", deeds.reopen, name="reopening"),
    path(f"{SET_UP}people/", people.show_people, name="people"),
    path(f"{SET_UP}moderation/", set_up.write_moderation, name="moderation"),
    path(f"{SET_UP}themes/", themes.show_themes, name="themes"),
    path(f"{SET_UP}themes/word/", themes.name_themes, name="theme_word"),
    path(f"{SET_UP}themes/<uuid:key>/", themes.write_theme, name="theme"),
    path(f"{SET_UP}themes/<uuid:key>/move/", themes.change_order, name="theme_move"),
    path(f"{SET_UP}themes/<uuid:key>/removal/", themes.take_theme_away, name="theme_removal"),
    path(PEOPLE, invitations.show_people, name="desk_people"),
    path(f"{PEOPLE}invitations/", invitations.list_invited, name="invited"),
    path(f"{PEOPLE}invitations/new/", invitations.invite_people, name="invite"),
    path(f"{PEOPLE}reminders/", invitations.send_reminders, name="reminders"),
    path(f"{PEOPLE}bounces/", invitations.write_bounces, name="bounces"),
    path(f"{PEOPLE}slips/", slips.print_slips, name="slips"),
    path("workshops/<slug:slug>/participation/", participation.show_participation, name="participation"),
    path(DESK_PARTICIPATION, desk_participation.show_participation, name="desk_participation"),
    path(f"{DESK_PARTICIPATION}workforce/<slug:of>/", desk_participation.write_workforce, name="workforce"),
    path(SPREAD, spread.show_spread, name="spread"),
    *(path(f"{SPREAD}{kind}.pdf", spread.send_document, {"kind": kind}, name=kind) for kind in KINDS),
    path(DESK_SPREAD, desk_spread.show_spread, name="desk_spread"),
    *(
        path(f"{DESK_SPREAD}{kind}.pdf", desk_spread.send_document, {"kind": kind}, name=f"desk_{kind}")
        for kind in KINDS
    ),
    path(f"{DESK_SPREAD}summary/", summary.show_summary, name="summary"),
    path(f"{DESK_SPREAD}summary/<uuid:key>/removal/", summary.take_reader_away, name="summary_reader"),
    path(f"{DESK_SPREAD}summary.pdf", summary.send_summary, name="summary_document"),
    path("workshops/<slug:slug>/summary/<slug:token>/", summary.answer_question, name="summary_answer"),
    path(f"{DESK_SPREAD}packs.zip", desk_spread.send_packs, name="desk_packs"),
]

register("desks", new_workshop.offer_workshop, order=10)
register("desk", invitations.show_card, order=60)
register("people", slips.show_section, order=20)
register("desk", idea_files.show_ideas_card, order=85)
register("workshop_links", spread.show_link, order=90)
register("workshop_links", participation.show_link, order=10)
register("desk", desk_participation.show_card, order=40)
register("desk", desk_spread.show_card, order=45)
register("desk", set_up.show_card, order=90)
