"""What every installation shares. What differs comes from the environment; secrets only from there."""

import base64
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from throughgate.settings.authoring import *  # noqa: F403
from throughgate.settings.modules import MODULES
from throughgate.settings.security import *  # noqa: F403
from throughgate.settings.security import FACE, FACE_APPS, FACE_MIDDLEWARE
from throughgate.settings.sign_in import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("THROUGHGATE_HOME", Path.cwd() / ".throughgate")).resolve()

KERNEL = ["people", "places", "identity", "policy", "audit", "gateways", "tasks", "commands", "screening", "sync"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before the libraries whose templates it speaks over in our words.
    "throughgate.faces.staff",
    "throughgate.faces.family",
    "throughgate.kernel.web",
    "django.forms",
    *FACE_APPS[FACE],
    *(f"throughgate.kernel.{room}" for room in KERNEL),
    *(f"throughgate.modules.{name}" for name in MODULES),
    "throughgate.faces.device",
    "throughgate.faces.ops",
    "throughgate.kernel.registry",
]
AUTH_USER_MODEL = "identity.Account"


# How many connections a process of a listener may have to PostgreSQL at most; a program that works alone has one, and no pool.
MOST_CONNECTIONS = int(os.environ.get("THROUGHGATE_MOST_CONNECTIONS", "0"))
# After how many times PostgreSQL keeps the plan of a statement; 0 behind a pool that carries none (PgBouncer before 1.21).
PLANS_AFTER = int(os.environ.get("THROUGHGATE_PLANS_AFTER", "5"))
PLANS: dict[str, object] = {"server_side_binding": True, "prepare_threshold": PLANS_AFTER} if PLANS_AFTER else {}
POOL: dict[str, object] = {"pool": {"min_size": 1, "max_size": MOST_CONNECTIONS, "timeout": 5}} if MOST_CONNECTIONS else {}


def database_from(url: str) -> dict[str, object]:
    """Django's settings for sqlite:///path or postgres://user:word@host:port/name (host may be a %2F-quoted socket folder).

    A primary and its standbys are written one after the other, host:port,host:port; whichever takes writes is used.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "throughgate.kernel.sqlite",
            "NAME": unquote(parts.path[1:]) or str(HOME / "throughgate.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
            },
        }
    hosts = [one.partition(":") for one in parts.netloc.rpartition("@")[2].split(",")]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path[1:],
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": ",".join(unquote(host) for host, _colon, _port in hosts),
        "PORT": ",".join(port for _host, _colon, port in hosts),
        "OPTIONS": {**({"target_session_attrs": "read-write", "connect_timeout": 3} if len(hosts) > 1 else {}), **PLANS, **POOL},
        # A pool keeps them itself; Django allows only one of the two.
        "CONN_MAX_AGE": 0 if POOL else 600,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database_from(os.environ.get("THROUGHGATE_DATABASE_URL", f"sqlite:///{HOME}/throughgate.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = os.environ.get("THROUGHGATE_SECRET_KEY", "")
TRAIL_KEY = base64.b64decode(os.environ.get("THROUGHGATE_TRAIL_KEY", ""))
# Private JWKs, newest first: the first seals, all open. A rotated key stays until no device can hold an act sealed to it.
SEAL_KEYS = os.environ.get("THROUGHGATE_SEAL_KEYS", "[]")
# What other systems tell us things with: [{"name": …, "may": [capability…], "secrets": ["whsec_…"…]}…]. See docs/operations/partners.md.
PARTNER_KEYS = os.environ.get("THROUGHGATE_PARTNER_KEYS", "[]")
ALLOWED_HOSTS = os.environ.get("THROUGHGATE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [PACKAGE / "modules" / name / room / "templates" for name in MODULES for room in ("staff", "family")],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *(["django.contrib.auth.context_processors.auth"] if FACE != "family" else []),
                "django.contrib.messages.context_processors.messages",
                *(["throughgate.faces.staff.navigation.navigation"] if FACE not in ("authoring", "family") else []),
            ],
        },
    }
]
FORM_RENDERER = "throughgate.kernel.web.forms.Renderer"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
FILES = HOME / "files"
# Sounds that were made for reading aloud; those asked for least lately go first.
AUDIO_MB = int(os.environ.get("THROUGHGATE_AUDIO_MB", "512"))
WSGI_APPLICATION = "throughgate.faces.wsgi.application"
ROOT_URLCONF = f"throughgate.faces.{FACE}.urls"
MIDDLEWARE = FACE_MIDDLEWARE[FACE]
# Holds no record: counts of tries, and which codes of a second step were used. Shared by the processes of a host.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME / "cache"}}

# Mail goes to smtp://user:word@host:port (smtp+tls: STARTTLS, smtps: TLS from the first byte); without one, into the outbox of the home.
_MAIL = urlsplit(os.environ.get("THROUGHGATE_MAIL_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _MAIL.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "outbox"
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "", _MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.scheme == "smtp+tls", _MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("THROUGHGATE_MAIL_FROM", "in-touch@localhost")
# docs/operations/mail-and-texts.md. The domain whose mail comes to `throughgate mail-in`; without one, mail cannot be answered.
MAIL_DOMAIN = os.environ.get("THROUGHGATE_MAIL_DOMAIN", "").lower()
# Where it listens for that, by LMTP: host:port of loopback, or the path of a socket.
MAIL_IN = os.environ.get("THROUGHGATE_MAIL_IN", "127.0.0.1:8024")
# The name by which our own mail server signs what it found of a sender (Authentication-Results); what anybody else says is not believed.
MAIL_TRUSTS = os.environ.get("THROUGHGATE_MAIL_TRUSTS", "").lower()
# Texts go by notify: or by smpp://user:word@host:port; without one, into the outbox of the home. TEXTS_FROM: the number that is answered.
TEXTS_URL = os.environ.get("THROUGHGATE_TEXTS_URL", "")
TEXTS_FROM = os.environ.get("THROUGHGATE_TEXTS_FROM", "")
# GOV.UK Notify: our key, the template that holds only ((words)), and the word that its calls to us carry.
NOTIFY_KEY = os.environ.get("THROUGHGATE_NOTIFY_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("THROUGHGATE_NOTIFY_TEMPLATE", "")
NOTIFY_CALLS = os.environ.get("THROUGHGATE_NOTIFY_CALLS", "")
# Keys the hashes of whom nobody may ever reach (kernel/people/do_not_contact.py).
PROTECT_KEY = base64.b64decode(os.environ.get("THROUGHGATE_PROTECT_KEY", ""))

# A scanner for viruses (clamd) that looks at every file which passes the wall, as host:port; none: nothing is scanned.
CLAMD = os.environ.get("THROUGHGATE_CLAMD", "")

# How many threads answer devices, in each process. Two, so that one that waits for the database does not hold up all others.
DEVICE_THREADS = max(1, int(os.environ.get("THROUGHGATE_DEVICE_THREADS", "2")))
# How soon somebody who listens for changes, and was signed out, hears no more.
LIVE_CHECK_SECONDS = float(os.environ.get("THROUGHGATE_LIVE_CHECK_SECONDS", "20"))
# How long a push may spend on judging what it handed in; the rest is the worker's.
APPLY_SECONDS = 0.5
# Whether the database is its own backup (replicated, or a demo). Where it is not, devices keep what they sent until a backup holds it.
DATABASE_IS_BACKUP = os.environ.get("THROUGHGATE_DATABASE_IS_BACKUP") == "1"
# Any of the newest so many backups may be the one that is restored: devices let go only of what all of them hold.
BACKUPS_TO_TRUST = max(1, int(os.environ.get("THROUGHGATE_BACKUPS_TO_TRUST", "2")))
# The built app, and whether devices that have it must put it away.
APP = PACKAGE / "faces" / "device" / "app"
APP_SWITCHED_OFF = os.environ.get("THROUGHGATE_APP_SWITCHED_OFF") == "1"
# Where people open the app: it stands in QR codes and on the sheets that are handed out.
DEVICE_URL = os.environ.get("THROUGHGATE_DEVICE_URL", "http://localhost:8001")
# Where families come in: it stands in mail that they get.
FAMILY_URL = os.environ.get("THROUGHGATE_FAMILY_URL", "http://localhost:8005")
# Where families pay in: GOV.UK Pay's API (https://publicapi.payments.service.gov.uk), its key, and the secret that its webhooks are
# signed with. "pretend" is for demonstrations; without any, nobody can pay in.
PAY_URL = os.environ.get("THROUGHGATE_PAY_URL", "")
PAY_KEY = os.environ.get("THROUGHGATE_PAY_KEY", "")
PAY_WEBHOOK_SECRET = os.environ.get("THROUGHGATE_PAY_WEBHOOK_SECRET", "")
# From where news may be taken, as "https://www.example.org https://news.example.net"; nothing else is ever asked of the world outside.
NEWS_FROM = frozenset(os.environ.get("THROUGHGATE_NEWS_FROM", "").lower().split())
# Whoever shows it may read the figures of a listener. Without one nobody may, and none are gathered.
METRICS_TOKEN = os.environ.get("THROUGHGATE_METRICS_TOKEN", "")
# One JSON object a line, for machines (docs/operations/watching.md). INFO: a line for each call, too. Django alone would only mail its
# mistakes, to administrators that nobody has named; a 404 is no mistake.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "throughgate.basics.log_lines.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "throughgate": {"level": os.environ.get("THROUGHGATE_LOG_LEVEL", "INFO")},
        "django": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
