"""What stands between a listener and the network: middleware, cookies, headers, and how workers sign in."""

import os
from datetime import timedelta
from typing import Any

# Plain http is for loopback and tests. Anything else speaks https, so cookies are Secure unless somebody says otherwise.
PLAIN_HTTP = os.environ.get("THROUGHGATE_PLAIN_HTTP") == "1"

_OUTER = ["django.middleware.security.SecurityMiddleware", "csp.middleware.CSPMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware"]
FACE_MIDDLEWARE = {
    # No sessions and no accounts: a device proves itself with each request.
    "device": [*_OUTER, "django.middleware.clickjacking.XFrameOptionsMiddleware"],
    "staff": [
        *_OUTER,
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "allauth.account.middleware.AccountMiddleware",
        "axes.middleware.AxesMiddleware",
    ],
}
SIGN_IN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]
