"""The languages that the app's own words exist in, each under its own name. English and Welsh are complete."""

LANGUAGES = {"en": "English", "cy": "Cymraeg", "pl": "polski", "ro": "română", "sq": "shqip", "ur": "اردو"}
