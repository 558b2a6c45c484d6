"""The addresses of workshops, ideas, sign-in and what we promise."""

from django.urls import include, path

from workshops.views import home, ideas, membership, promises, sign_in, workshop

workshop_addresses = (
    [
        path("", workshop.show_workshop, name="workshop"),
        path("membership/", membership.show_membership, name="membership"),
        path("ideas/", ideas.list_ideas, name="ideas"),
        path("ideas/new/", ideas.write_idea, name="idea_new"),
        path("ideas/<slug:ref>/", ideas.show_idea, name="idea"),
    ],
    "workshops",
)

urlpatterns = [
    path("", home.show_home, name="home"),
    path("workshops/<slug:slug>/", include(workshop_addresses)),
    path("accounts/", sign_in.sign_in, name="sign_in"),
    path("accounts/", include("workshops.account_urls")),
    path("how-anonymity-works/", promises.how_anonymity_works, name="how_anonymity_works"),
    path("privacy/", promises.privacy, name="privacy"),
    path("accessibility/", promises.accessibility, name="accessibility"),
    path("moderation-policy/", promises.moderation_policy, name="moderation_policy"),
]
