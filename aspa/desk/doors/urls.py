"""Addresses by which one comes in and goes out; allauth's pages under our own."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.generic import RedirectView

from aspa.desk.doors import views
from aspa.staff import queries as staff

KEY = r"^sign-in/new-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
SIGN_IN = account.LoginView.as_view(extra_context={"has_agents": staff.has_agents})
HOME = RedirectView.as_view(pattern_name="home")

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
    re_path(KEY, account.password_reset_from_key, name="account_reset_password_from_key"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("profile/password/", account.password_change, name="account_change_password"),
    # Named by allauth's own code, never shown: nobody signs up, sets a first password or changes addresses here.
    path("sign-in/none/sign-up/", HOME, name="account_signup"),
    path("sign-in/none/addresses/", HOME, name="account_email"),
    path("sign-in/none/sent/", HOME, name="account_email_verification_sent"),
    path("sign-in/none/password/", HOME, name="account_set_password"),
]
