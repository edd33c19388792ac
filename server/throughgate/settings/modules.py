"""The enabled modules. One line switches a capability on; in a prison a folder must not do that by itself."""

MODULES = [
    "caseload",
    "devices",
    "access",
    "supervision",
    "talk",
    "desk",
    "family",
    "library",
    "bulletin",
    "apps",
    "leisure",
    "touch",
    "money",
    "operations",
]
