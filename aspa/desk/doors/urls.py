"""Addresses by which one comes in and goes out; allauth's pages under our own."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.generic import RedirectView

from aspa.desk.doors import linking, second, sign_on, views
from aspa.staff import queries as staff

KEY = r"^sign-in/new-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
SIGN_IN = account.LoginView.as_view(extra_context={"has_agents": staff.has_agents, "offered": sign_on.offered})
HOME = RedirectView.as_view(pattern_name="home")
TO_SECOND = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns: list[URLPattern | URLResolver] = [
    path("start/<str:secret>/", views.start, name="start"),
    path("join/<str:secret>/", views.join, name="join"),
    path("sign-in/", SIGN_IN, name="account_login"),
    path("sign-in/forgotten/", account.password_reset, name="account_reset_password"),
    path("sign-in/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "sign-in/new-password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(KEY, views.new_password, name="account_reset_password_from_key"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second/", second.authenticate, name="mfa_authenticate"),
    path("sign-in/with/<str:key>/", sign_on.door, name="sign_on_door"),
    path("sign-in/with/<str:key>/go/", sign_on.leaving, name="sign_on_leaving"),
    path("sign-in/return/", sign_on.returning, name="sign_on_return"),
    path("sign-in/arrival/", sign_on.arriving, name="sign_on_arrival"),
    path("sign-in/passkey/", second.by_passkey, name="mfa_login_webauthn"),
    path("sign-in/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("profile/second-step/", mfa.index, name="mfa_index"),
    path("profile/second-step/codes/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("profile/second-step/codes/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("profile/second-step/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("profile/second-step/recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("profile/second-step/recovery/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("profile/second-step/passkeys/", TO_SECOND, name="mfa_list_webauthn"),
    path("profile/second-step/passkeys/new/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("profile/second-step/passkeys/<int:pk>/removal/", second.key_removal, name="mfa_remove_webauthn"),
    path("profile/account/", linking.account, name="account"),
    path("profile/account/go/", linking.leaving, name="account_leaving"),
    path("profile/account/<int:account_id>/unlinking/", linking.unlinking, name="account_unlinking"),
    path("sign-out/", account.logout, name="account_logout"),
    path("profile/password/", account.password_change, name="account_change_password"),
    # Named by allauth's own code, never shown: nobody signs up, sets a first password or changes addresses here.
    path("sign-in/none/sign-up/", HOME, name="account_signup"),
    path("sign-in/none/addresses/", HOME, name="account_email"),
    path("sign-in/none/sent/", HOME, name="account_email_verification_sent"),
    path("sign-in/none/password/", HOME, name="account_set_password"),
]
