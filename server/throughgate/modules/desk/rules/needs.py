"""The capabilities of the desk, by name."""

SCREEN = "desk.screening"
LEAD = "desk.leading"
CARE = "desk.care"
APPEAL = "desk.appeal"
