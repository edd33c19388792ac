"""How workers sign in: an account of ours with a second factor, or the estate's own identity provider."""

import os
from datetime import timedelta
from typing import Any

from throughgate.settings.security import FACE, PLAIN_HTTP

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home" if FACE == "authoring" else "inbox"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if FACE in ("staff", "authoring"):
    AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "throughgate.faces.staff.sign_in.backend.WorkerBackend"]

ACCOUNT_ADAPTER = "throughgate.faces.staff.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Wrong tries are counted by axes, in the database, where several processes agree.
ACCOUNT_RATE_LIMITS = {"login_failed": None}

MFA_ADAPTER = "throughgate.faces.staff.sign_in.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "throughgate.faces.staff.sign_in.forms.SecondFactorForm",
    "add_webauthn": "throughgate.faces.staff.sign_in.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Throughgate"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PLAIN_HTTP

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=10)
# By account: a prison's offices share one address, and an attacker has many.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "throughgate.faces.staff.sign_in.lockout.whose_try"
AXES_LOCKOUT_CALLABLE = "throughgate.faces.staff.sign_in.lockout.locked_out"
AXES_SENSITIVE_PARAMETERS = ["login", "password", "code", "credential"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False


def single_sign_on(environ: dict[str, str]) -> dict[str, Any]:
    """Settings of allauth for the estate's own identity provider, where THROUGHGATE_OIDC_SERVER names one.

    THROUGHGATE_OIDC_SERVER (discovery address) · _CLIENT_ID · _SECRET · _NAME (on the button) · _DOMAINS (of e-mail addresses that it
    vouches for, between commas; without them it has to say `email_verified` of each).
    """
    server = environ.get("THROUGHGATE_OIDC_SERVER")
    if not server:
        return {"openid_connect": {"APPS": []}}
    options: dict[str, Any] = {"server_url": server, "oauth_pkce_enabled": True}
    if domains := environ.get("THROUGHGATE_OIDC_DOMAINS"):
        options["verified_email"] = domains.split(",")
    app = {
        "provider_id": "estate",
        "name": environ.get("THROUGHGATE_OIDC_NAME", "Single sign-on"),
        "client_id": environ.get("THROUGHGATE_OIDC_CLIENT_ID", ""),
        "secret": environ.get("THROUGHGATE_OIDC_SECRET", ""),
        "settings": options,
    }
    return {"openid_connect": {"APPS": [app]}}


SOCIALACCOUNT_ADAPTER = "throughgate.faces.staff.sign_in.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = single_sign_on(dict(os.environ))
# The estate's provider says whose e-mail it is; only a worker that we already know gets in by it.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
