"""How one signs in: the part of the settings that does not differ between installations."""

# How often somebody tried to sign in is counted for all processes together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "staff_tries"}}

AUTH_USER_MODEL = "staff.Agent"
AUTHENTICATION_BACKENDS = ["aspa.desk.sign_in.ByEmail"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "aspa.staff.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "aspa.staff.passwords.NotOneself"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
ACCOUNT_ADAPTER = "aspa.desk.sign_in.NoSignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers because somebody typed their address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

MFA_ADAPTER = "aspa.desk.doors.second.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator vouches for addresses here, nobody signs up
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # browsers themselves offer keys to https and localhost only
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong
MFA_TOTP_ISSUER = "Aspa"
