"""What lets an estate grow: every table that grows with what people do is keyed by person, or by those who share it."""

from django.apps import apps

# What does not grow with what people do, or is not about one of them.
NOT_BY_PERSON = {
    "one row for each who works or visits": {
        "people.Worker",
        "people.Contact",
        "people.Leave",
        "people.DoNotContact",
        "identity.Account",
        "places.Posting",
        "desk.Seat",
    },
    "one row for each place, rule or partner": {
        "places.Place",
        "places.Group",
        "policy.Rollout",
        "screening.Sampling",
        "screening.Edition",
        "audit.TrailHead",
    },
    "a few rows for each device, which moves between people": {
        "identity.Device",
        "identity.DeviceState",
        "identity.Revocation",
        "sync.Chain",
        "sync.BackedUp",
        "sync.Missing",
        "sync.RefusedFile",
    },
    "kept for minutes, or until it is judged": {
        "identity.WrongTry",
        "identity.SeenProof",
        "identity.ContactLink",
        "identity.PartnerMessage",
        "sync.Waiting",
        "gateways.Letter",
        "gateways.Text",
        "gateways.TextPart",
        "gateways.Incoming",
        "gateways.IncomingPart",
        "gateways.Returned",
    },
    "one row for each life or backup of the database": {"sync.Epoch", "sync.Backup"},
    "the same bytes are the same file, whoever sent them": {"sync.StoredFile"},
    "what staff publish, for many at once": {
        "library.Shelf",
        "library.Desk",
        "library.Item",
        "library.Edition",
        "library.Audience",
        "library.Placement",
        "library.Media",
        "library.Rendition",
        "library.Captions",
        "library.Heard",
        "library.NewsSource",
        "library.Sketch",
        "bulletin.Board",
        "bulletin.Line",
        "bulletin.Outage",
    },
    "counted for each item, week and place, and never for somebody": {"library.Tally"},
    "what partners bring, for many at once": {
        "apps.App",
        "apps.Version",
        "apps.Review",
        "apps.Audience",
        "apps.Placement",
        "apps.Employer",
    },
    "one row for each price, and one for each night": {"money.Tariff", "money.Allowance", "money.Reconciliation"},
    "a few rows for each who can be written to in confidence": {"letters.Reader", "letters.RecipientKey", "letters.KeyCheck"},
    "what staff bring in, about many at once": {"caseload.PeopleFile", "caseload.Confirmation"},
}


def test_what_grows_is_keyed_by_person():
    ours = {table._meta.label: table for table in apps.get_models() if table.__module__.startswith("throughgate.")}
    keyed = {label for label, table in ours.items() if {field.attname for field in table._meta.concrete_fields} & {"person_id", "owner"}}
    named = set().union(*NOT_BY_PERSON.values())
    assert ours.keys() - keyed - {"people.Person"} == named
