"""Every address of the site. The addresses are a contract: people and programs outside rely on them."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from ideas_platform import brand, health, installing, language, style

urlpatterns: list[URLPattern | URLResolver] = [
    # What most people ask for most often: each pattern before it costs every request a little.
    path("", include("voting.urls")),
    path("", include("ideas.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("brand.css", brand.show_brand, name="brand"),
    path("manifest.webmanifest", installing.show_manifest, name="manifest"),
    path("service-worker.js", installing.send_worker, name="service_worker"),
    path("offline/", installing.show_offline, name="offline"),
    path("style/", style.show_style, name="style"),
    path("language/", language.choose_language, name="language"),
    path("", include("pledges.urls")),
    path("", include("events.urls")),
    path("", include("organising.urls")),
    path("", include("results.urls")),
    # Before the admin: at `/admin/` stands the desk, the tables of the admin behind it.
    path("", include("moderation.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "workshops.views.errors.answer_bad_request"
handler500 = "workshops.views.errors.answer_server_error"
