"""The addresses of coming in, of one's membership, and of what we promise."""

from django.conf import settings
from django.urls import include, path

from workshops.sign_in.views import pin, sign_in
from workshops.views import letters, materials, membership, pictures, promises, slips

# Below the address of a workshop.
addresses = [
    path("membership/", membership.show_membership, name="membership"),
    path("membership/leaving/", membership.leave, name="leaving"),
    path("membership/role/", membership.accept_role, name="role"),
    path("slip/", slips.join_with_slip, name="slip"),
    path("slip/sign-in/", slips.sign_in_with_slip, name="slip_sign_in"),
    path("notice/", letters.show_notice, name="notice"),
    path("letters/<slug:token>/", letters.show_letters, name="letters"),
    path("materials/<uuid:material>/", materials.send_file, name="material"),
    path("materials/<uuid:material>/captions/", materials.send_captions, name="captions"),
    path("pictures/<uuid:picture>/", pictures.send_picture, name="picture"),
    path("mine/pin/", pin.show_pin, name="pin"),
    path("mine/pin/lock/", pin.lock, name="pin_lock"),
    path("mine/pin/removal/", pin.remove, name="pin_removal"),
]

urlpatterns = [
    path("accounts/", sign_in.sign_in, name="sign_in"),
    path("accounts/", include("workshops.sign_in.urls")),
    *(
        [path("accounts/single-sign-on/", include("workshops.sign_in.single_sign_on_urls"))]
        if settings.SSO_PROVIDERS
        else []
    ),
    path("leave/", sign_in.leave_quickly, name="leave"),
    path("how-anonymity-works/", promises.how_anonymity_works, name="how_anonymity_works"),
    path("help/", promises.show_help, name="help"),
    path("privacy/", promises.privacy, name="privacy"),
    path("accessibility/", promises.accessibility, name="accessibility"),
    path("moderation-policy/", promises.moderation_policy, name="moderation_policy"),
]
