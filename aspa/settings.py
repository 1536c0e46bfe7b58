"""What Aspa runs with. Only it and `environment` read the environment; every name begins with `ASPA_`."""

import difflib
import hashlib
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from aspa.environment import IN_FORCE, env, env_endpoint, env_int, env_one_of, env_place, env_smtp_url, env_url

HERE = Path(__file__).resolve().parent
NAMES = IN_FORCE.keys()

DATA = Path(env("ASPA_DATA") or Path.home() / ".local/share/aspa").expanduser().resolve()
FILES = DATA / "files"
HTTP = env_endpoint("ASPA_HTTP", "127.0.0.1:8000")
LMTP = env_endpoint("ASPA_LMTP", "127.0.0.1:2424")
SMTP_DOOR = env_endpoint("ASPA_SMTP", "127.0.0.1:2525") if env("ASPA_SMTP") else None
BASE_URL = env("ASPA_URL", f"http://{HTTP[0] if ':' not in HTTP[0] else f'[{HTTP[0]}]'}:{HTTP[1]}").rstrip("/")
SMTP_URL = env_smtp_url("ASPA_SMTP_URL", "smtp://127.0.0.1:25")
DNS = env_endpoint("ASPA_DNS", "127.0.0.1:53") if env("ASPA_DNS") else None  # asked instead of the machine's resolver
CLAMD = env_place("ASPA_CLAMD")  # the virus scanner that looks at files, "" for none
RSPAMD = env_endpoint("ASPA_RSPAMD", "127.0.0.1:11333") if env("ASPA_RSPAMD") else None  # asked what is spam
MAIL_SIZE_LIMIT = env_int("ASPA_MAIL_SIZE_LIMIT", 64 * 1024 * 1024)  # bytes
INSIDE = frozenset(env("ASPA_INSIDE").lower().replace(",", " ").split())  # hosts of the own network that may be asked
METRICS_TOKEN = env("ASPA_METRICS_TOKEN")  # asked of whoever reads /metrics; without one it is open
RECEPTION_WORKERS = env_int("ASPA_WORKERS", 1)
WEB_WORKERS = env_int("ASPA_WEB_WORKERS", 1)
POSTGRES_DATA = DATA / "postgres"


def socket_folder() -> Path:
    """Where the private PostgreSQL listens: beside its data unless that path is too long for a Unix socket."""
    near = DATA / "run"
    if len(str(near)) <= 80:
        return near
    name = hashlib.sha256(str(DATA).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"aspa-{os.getuid()}-{name}"


POSTGRES_SOCKET = socket_folder()
DATABASE_URL = env_url("ASPA_DATABASE_URL", {"postgresql", "postgres"})
IS_EMBEDDED = DATABASE_URL is None


def database() -> dict[str, object]:
    """Return Django's settings for the database given, or for the private one."""
    common: dict[str, object] = {
        "ENGINE": "aspa.kit.postgres",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
    if DATABASE_URL is None:
        return {**common, "NAME": "aspa", "USER": "postgres", "HOST": str(POSTGRES_SOCKET)}
    options = dict(part.partition("=")[::2] for part in DATABASE_URL.query.split("&") if part)
    host, port = (unquote(options.pop(name, "")) for name in ("host", "port"))
    return {
        **common,
        "NAME": unquote(DATABASE_URL.path.lstrip("/")) or "aspa",
        "USER": unquote(DATABASE_URL.username or ""),
        "PASSWORD": unquote(DATABASE_URL.password or ""),
        "HOST": host or DATABASE_URL.hostname or "",
        "PORT": port or str(DATABASE_URL.port or ""),
        "OPTIONS": {key: unquote(value) for key, value in options.items()},
    }


DATABASES = {"default": database()}


def secret_key() -> str:
    """Return the installation's key: given, or made once and kept in the data folder."""
    if given := env("ASPA_SECRET_KEY"):
        return given
    path = DATA / "secret"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        aside = DATA / f"secret.{os.getpid()}"  # a key that is there is whole, also when the power goes
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process made it in the same moment
            os.link(aside, path)
        aside.unlink()
    return path.read_text()


SECRET_KEY = secret_key()
SECRET_KEY_GIVEN = bool(env("ASPA_SECRET_KEY"))

DEBUG = False
ALLOWED_HOSTS = [*env("ASPA_HOSTS", "*").split(",")]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "aspa.urls"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "aspa.history",
    "aspa.live",
    "aspa.brands",
    "aspa.staff",
    "aspa.hours",
    "aspa.journal",
    "aspa.channels",
    "aspa.customers",
    "aspa.promises",
    "aspa.cases",
    "aspa.passages",
    "aspa.understanding",
    "aspa.audit",
    "aspa.drafting",
    "aspa.handing",
    "aspa.people",
    "aspa.relating",
    "aspa.teamwork",
    "aspa.sorting",
    "aspa.screening",
    "aspa.sign_on",
    "aspa.tasks",
    "aspa.reception",
    "aspa.api",
    "aspa.desk",
    "aspa.ops",
]

MIDDLEWARE = [
    "aspa.kit.walls.around_requests",
    "aspa.kit.packing.Packed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aspa.design.policy.ContentPolicy",
    "aspa.desk.answers.References",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "aspa.desk.language.AgentLanguage",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "aspa.desk.answers.Answers",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "design/templates", HERE / "desk/templates", HERE / "api/templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "aspa.design.jinja.Languages",
            "context_processors": ["django.template.context_processors.request", "aspa.desk.frame.frame"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE / "design/static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 28 * 1024 * 1024  # 20 MB of files in Base64, and a long answer
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

from aspa.desk.doors.settings import *  # noqa: E402, F403  # how one signs in, apart from where Aspa is served

CSRF_FAILURE_VIEW = "aspa.desk.answers.stale"
SESSION_ENGINE = "aspa.staff.sessions"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "aspa"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https:")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY = env_one_of("ASPA_BEHIND_PROXY", "no", "yes", "0", "1", "false", "true") in {"yes", "1", "true"}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else one guesser behind the proxy would lock everybody out

LOGGING_CONFIG = "aspa.ops.logs.configure"
LOGGING = {"level": env_one_of("ASPA_LOG", "info", "warning", "error", "debug").upper()}


def terminal_language() -> str:
    """Return the language of whoever runs commands; English where Aspa does not speak it."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return said[:2] if said[:2] in dict(LANGUAGES) else "en"


TERMINAL_LANGUAGE = terminal_language()

OTHERS_WORDS = {  # what other programs call it, where the most similar name here would lead astray
    "ASPA_HTTP": "ADDRESS BIND HOST LISTEN PORT",
    "ASPA_URL": "BASE_URL DOMAIN",
    "ASPA_DATABASE_URL": "DATABASE DB DB_URL PG_URL POSTGRES_URL",
    "ASPA_SMTP_URL": "EMAIL_URL MAIL_URL SMTP_HOST SMTP_PASSWORD SMTP_PORT SMTP_SERVER SMTP_USER",
}
GUESSES = {f"ASPA_{word}": name for name, words in OTHERS_WORDS.items() for word in words.split()}


def unknown_names() -> dict[str, str]:
    """Return the `ASPA_…` variables that mean nothing, each with the name that was probably meant, or ""."""
    unknown = [name for name in os.environ if name.startswith("ASPA_") and name.removesuffix("_FILE") not in NAMES]
    return {name: GUESSES.get(name) or next(iter(difflib.get_close_matches(name, NAMES, 1)), "") for name in unknown}


UNKNOWN_NAMES = unknown_names()
