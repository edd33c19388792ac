"""What stands between a listener and the network: middleware, headers, cookies."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, WASM_UNSAFE_EVAL

from throughgate.settings.authoring import WAGTAIL

FACE = os.environ.get("THROUGHGATE_FACE", "staff")
# For loopback and tests. Anything else speaks https, so cookies are Secure unless somebody says otherwise.
PLAIN_HTTP = os.environ.get("THROUGHGATE_PLAIN_HTTP") == "1"

# --- What each listener carries ---

_WATCHED = "throughgate.faces.watch.middleware.Watched"
_OUTER = [
    _WATCHED,
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
]
_WORKERS = [
    *_OUTER,
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "throughgate.faces.staff.sign_in.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
FACE_MIDDLEWARE = {
    # No sessions and no accounts: a device proves itself with each request.
    "device": [*_OUTER, "django.middleware.clickjacking.XFrameOptionsMiddleware"],
    "staff": _WORKERS,
    "authoring": [*_WORKERS, "throughgate.modules.library.authoring.door.Door"],
    # Sessions of contacts: no account of staff is known here.
    "family": [
        *_OUTER,
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "throughgate.faces.family.sign_in.middleware.ContactMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    # Each call carries its own signature: no sessions, no accounts.
    "partner": [_WATCHED, "django.middleware.security.SecurityMiddleware", "csp.middleware.CSPMiddleware"],
    # The worker: nobody reaches it, nobody signs in.
    "worker": [],
}
OPENID_CONNECT = "allauth.socialaccount.providers.openid_connect"
_SIGN_IN = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    # It has no tables, and brings a client for HTTP with it: only where there is a provider to talk to.
    *([OPENID_CONNECT] if os.environ.get("THROUGHGATE_OIDC_SERVER") else []),
    "axes",
]
FACE_APPS = {
    "device": [],
    "staff": _SIGN_IN,
    "authoring": [*_SIGN_IN, *WAGTAIL],
    "family": [],
    "partner": [],
    "worker": [],
}
FACE_POLICY: dict[str, dict[str, list[str]]] = {
    "device": {
        # Photos and voice notes of the person stand in the vault and are shown from blobs; Argon2 in the browser is WebAssembly.
        "script-src": [SELF, WASM_UNSAFE_EVAL],
        "img-src": [SELF, "blob:"],
        "media-src": [SELF, "blob:"],
    },
    "staff": {},
    "authoring": {},
    # What somebody recorded or drew is heard and seen before it is sent.
    "family": {"img-src": [SELF, "blob:"], "media-src": [SELF, "blob:"]},
    "partner": {},
    "worker": {},
}


def origin_of(address: str) -> list[str]:
    """Where the estate's identity provider stands: browsers follow a form's redirect only to where the policy allows forms to go."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *origin_of(os.environ.get("THROUGHGATE_OIDC_SERVER", ""))],
        **FACE_POLICY[FACE],
    }
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
# A proxy that ends TLS must set this header itself and drop what the visitor sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("THROUGHGATE_BEHIND_PROXY") == "1" else None
X_FRAME_OPTIONS = "DENY"
WHITENOISE_USE_FINDERS = True

# --- Cookies: one name a face, so that two faces on one host never read each other's ---


def cookie_name(name: str) -> str:
    """With the __Host- prefix a browser takes the cookie only from this host, over https, for every path."""
    return f"tg-{FACE}-{name}" if PLAIN_HTTP else f"__Host-tg-{FACE}-{name}"


SESSION_COOKIE_NAME = cookie_name("session")
# Families sign in by a link, on a phone of their own; staff sit at desks that others walk past.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60 if FACE == "family" else 20 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
CSRF_COOKIE_NAME = cookie_name("csrf")
CSRF_COOKIE_AGE = None
LANGUAGE_COOKIE_NAME = cookie_name("language")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
