"""The lines that the example files show: somebody invented."""

EXAMPLE = {
    "given": "Jo",
    "family": "Sample",
    "known_as": "Jo",
    "born": "21/03/1990",
    "prison_number": "A1234BC",
    "crn": "X123456",
    "pnc": "2003/0123456X",
    "cro": "123456/03X",
    "place": "ZLI-B-2-014",
    "setting": "closed",
    "from": "02/11/2026",
    "language": "en",
    "worker": "officer@example.org",
}

# The same of a file of moves.
MOVES_EXAMPLE = {
    "number": "A1234BC",
    "place": "ZMI-A-1-003",
    "setting": "open",
    "on": "21/11/2026",
    "time": "14:30",
    "release": "30/06/2027",
}
