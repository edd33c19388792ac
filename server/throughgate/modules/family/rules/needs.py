"""The capability that all of this is about."""

CAPABILITY = "family.contacts"
