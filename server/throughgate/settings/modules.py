"""The enabled modules. One line switches a capability on; in a prison a folder must not do that by itself."""

MODULES = [
    "caseload",
    "devices",
    "access",
    "supervision",
    "talk",
    "family",
    "touch",
    "desk",
    "letters",
    "money",
    "library",
    "bulletin",
    "apps",
    "leisure",
    "operations",
]
