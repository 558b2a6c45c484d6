"""The addresses of results, and what they add to the desk and to the page of a workshop."""

from django.urls import path

from ideas_platform.lib.sections import register
from results.sealing.files import ENDINGS
from results.views import exports, open_graph, published_files

app_name = "results"
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
]

register("desk", exports.show_card)
register("workshop", exports.show_link, order=95)
register("workshop", published_files.show_link, order=20)
register("workshop_head", open_graph.show_tags)
