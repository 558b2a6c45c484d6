"""The addresses of results, and what they add to the desk and to the page of a workshop."""

from django.urls import include, path

from ideas_platform.lib.sections import register, register_facts
from results.sealing.files import ENDINGS
from results.views import (
    desk_answers,
    desk_editions,
    desk_foundations,
    desk_not_used,
    desk_release,
    desk_statements,
    exports,
    open_graph,
    published_files,
)
from results.views.declaration import changes, consultation, editions, feed, verdicts, where_it_went
from workshops.sign_in.views.stale import register_form

app_name = "results"
DESK = "admin/desk/<slug:slug>/declaration/"
EDITION = f"{DESK}<int:number>/"
PART = f"{EDITION}foundations/<slug:part>/"
STATEMENT = f"{EDITION}statements/<slug:ref>/"
declaration_addresses = [
    path("", editions.show_latest, name="declaration"),
    path("feed.atom", feed.send_feed, name="feed"),
    path("for/<slug:audience>/", editions.show_for, name="declaration_for"),
    path("<int:number>/", editions.show_edition, name="edition"),
    path("<int:number>/changes/", changes.show_changes, name="changes"),
    path("<int:number>/not-used/", changes.show_not_used, name="not_used"),
    path("<int:number>/for/<slug:audience>/", editions.show_for, name="edition_for"),
    path("<int:number>/<slug:ref>/answer/", consultation.answer, name="consultation_answer"),
    path("<int:number>/<slug:ref>/verdict/", verdicts.judge, name="verdict"),
    path("<int:number>/<slug:part>/picture/", editions.send_part_picture, name="part_picture"),
    path("<int:number>/<slug:part>/", editions.show_part, name="declaration_part"),
]
urlpatterns = [
    path("workshops/<slug:slug>/exports/", exports.show_exports, name="exports"),
    path("admin/desk/<slug:slug>/exports/", exports.show_exports, name="desk_exports"),
    path("workshops/<slug:slug>/exports/<uuid:export>/", exports.send_export, name="export"),
    path("workshops/<slug:slug>/declaration/files/", published_files.show_files, name="declaration_files"),
    *(
        path(
            f"workshops/<slug:slug>/declaration/{ending}",
            published_files.send_file,
            {"kind": kind.value},
            name=f"declaration_{kind.value}",
        )
        for kind, ending in ENDINGS.items()
    ),
    path(DESK, desk_editions.show_editions, name="desk_editions"),
    path(f"{DESK}audiences/", desk_editions.show_audiences, name="desk_audiences"),
    path(EDITION, desk_editions.show_edition, name="desk_edition"),
    path(f"{EDITION}words/", desk_editions.write_edition, name="desk_edition_words"),
    path(f"{EDITION}removal/", desk_editions.remove_edition, name="desk_edition_removal"),
    path(f"{EDITION}preview/", desk_editions.preview_edition, name="desk_preview"),
    path(f"{EDITION}check/", desk_release.check_edition, name="desk_check"),
    path(f"{EDITION}answers/", desk_answers.show_answers, name="desk_answers"),
    path(f"{EDITION}answers/<slug:ref>/<slug:key>/", desk_answers.cover_answer, name="desk_cover"),
    path(f"{EDITION}not-used/", desk_not_used.show_not_used, name="desk_not_used"),
    path(f"{EDITION}not-used/<uuid:key>/removal/", desk_not_used.remove_reason, name="desk_reason_removal"),
    path(f"{EDITION}dropped/", desk_not_used.show_dropped, name="desk_dropped"),
    path(f"{EDITION}foundations/", desk_foundations.add_part, name="desk_foundations"),
    path(PART, desk_foundations.write_part, name="desk_foundation"),
    path(f"{PART}picture/", desk_foundations.send_picture, name="desk_foundation_picture"),
    path(f"{PART}move/", desk_foundations.move_part, name="desk_foundation_move"),
    path(f"{PART}removal/", desk_foundations.remove_part, name="desk_foundation_removal"),
    path(f"{EDITION}statements/", desk_statements.add_one, name="desk_statements"),
    path(STATEMENT, desk_statements.write_one, name="desk_statement"),
    path(f"{STATEMENT}move/", desk_statements.move_one, name="desk_statement_move"),
    path(f"{STATEMENT}removal/", desk_statements.remove_one, name="desk_statement_removal"),
    path(f"{STATEMENT}evidence/", desk_statements.add_source, name="desk_evidence"),
    path(
        f"{STATEMENT}evidence/<uuid:key>/removal/",
        desk_statements.remove_source,
        name="desk_evidence_removal",
    ),
    path(f"{STATEMENT}lineage/", desk_statements.say_origin, name="desk_lineage"),
    path(f"{STATEMENT}status/", desk_statements.say_how_far, name="desk_status"),
    path("workshops/<slug:slug>/declaration/", include(declaration_addresses)),
]

register("desk", desk_editions.show_card, order=30)
register("desk", exports.show_card)
register("workshop", exports.show_link, order=95)
register("workshop", published_files.show_link, order=20)
register("workshop_head", open_graph.show_tags)
register_form("results:consultation_answer", consultation.read_sent)
register("workshop_first", where_it_went.show_on_workshop)
register("idea", where_it_went.show_where_idea_went, order=3)
register_facts("mine", where_it_went.find_where_own_went)
