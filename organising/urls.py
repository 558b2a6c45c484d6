"""Addresses of organising."""

from django.urls import URLPattern, URLResolver, path

from ideas_platform.lib.sections import register
from organising.views import (
    deeds,
    idea_files,
    invitations,
    joining,
    makers,
    materials,
    new_workshop,
    people,
    set_up,
    slips,
    themes,
)

app_name = "organising"
PEOPLE = "admin/desk/<slug:slug>/people/"
SET_UP = "admin/desk/<slug:slug>/set-up/"
IMPORT = "admin/desk/<slug:slug>/import/"
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
]

register("desks", new_workshop.offer_workshop, order=10)
register("desk", invitations.show_card, order=60)
register("people", slips.show_section, order=20)
register("desk", idea_files.show_ideas_card, order=85)
register("desk", set_up.show_card, order=90)
