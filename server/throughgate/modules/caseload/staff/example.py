"""The line that the example file shows: somebody invented."""

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
