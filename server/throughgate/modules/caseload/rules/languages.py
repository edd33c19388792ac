"""Languages that people speak, each under its own name. The app has English and Welsh; who speaks another reads English for now."""

LANGUAGES = {"en": "English", "cy": "Cymraeg", "pl": "polski", "ro": "română", "sq": "shqip", "ur": "اردو"}
