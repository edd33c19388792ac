"""For a hub: no module, no database of the server's, no key that opens anything. Only words, and the page for staff."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]

INSTALLED_APPS: list[str] = []
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [PACKAGE / "faces" / "hub" / "templates"]}]
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
