"""What the listener of those who write for the library has on top: Wagtail, and how it behaves here. No other face installs it."""

import os

WAGTAIL = [
    "throughgate.modules.library.authoring",
    "throughgate.modules.library.authoring.apps.Profiles",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "modelsearch",
]
WAGTAIL_SITE_NAME = "Throughgate"
WAGTAILADMIN_BASE_URL = os.environ.get("THROUGHGATE_AUTHORING_URL", "http://localhost:8004")
WAGTAILADMIN_LOGIN_URL = "account_login"
# Nothing is fetched from elsewhere, and the account is kept on our own pages.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Who approves is said by the shelf's desk; nobody is written to by mail.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
