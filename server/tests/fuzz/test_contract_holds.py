"""The contract, tried by schemathesis: what fits it and what does not, on every endpoint, signed as a device and a partner sign."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.device import Tablet, code_for, tablet_of
from tests.fuzz.faces import AsDevice, AsPartner, is_said
from tests.fuzz.hostile import same_each_time
from tests.hub import Carrier
from tests.make import person, wing
from tests.test_partner_face import KEYS, SECRET
from tests.tiny import PHONE
from throughgate.faces.ops import openapi
from throughgate.kernel.identity.models import DeviceKind
from throughgate.kernel.people.models import PersonNumber

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
_config = SchemathesisConfig(
    projects=ProjectsConfig(default=ProjectConfig(generation=GenerationConfig(deterministic=True, database="none", allow_x00=False)))
)


@pytest.fixture
def device_face():
    """By hubs what is for hubs, by a kiosk what is for kiosks, by a tablet all else."""
    schema = schemathesis.openapi.from_dict(DEVICE, config=_config)
    tablet, hub, kiosk = tablet_of(person(lives=wing())), Carrier(), Tablet()
    tablet.say(PHONE, phone="1", files=[tablet.keep_file(b"RIFF and more", "audio/wav")])
    tablet.offer()
    kiosk.enrol(code_for(kind=DeviceKind.KIOSK, place=wing()))
    by = {("POST", f"/sync/v1/{name}"): hub for name in ("relay", "relay/files", "hub/pull")} | {("POST", "/sync/v1/sessions"): kiosk}
    schema.app = AsDevice(lambda *called: by.get(called, tablet))
    return schema, tablet


@pytest.fixture
def partner_face(settings):
    settings.PARTNER_KEYS = json.dumps(KEYS)
    PersonNumber.objects.create(person=person(lives=wing()), kind="prison", value="A1234BC")
    schema = schemathesis.openapi.from_dict(PARTNER, config=_config)
    schema.app = AsPartner(SECRET)
    return schema


OFTEN = st.sampled_from([True, True, False])
GENERATION = {True: GenerationMode.POSITIVE, False: GenerationMode.NEGATIVE}
DEVICE, PARTNER = openapi.device(), openapi.partner()


def operations(contract: dict[str, Any]) -> list[tuple[str, str]]:
    return [(path, method) for path, methods in contract["paths"].items() for method in methods]


@pytest.mark.parametrize(("path", "method"), operations(DEVICE))
@same_each_time(30)
@given(data=st.data())
def test_the_device_face_keeps_its_contract(device_face, path, method, data):
    schema, tablet = device_face
    case = data.draw(cases(schema, path, method))
    keeps_the_contract(about(tablet, case) if data.draw(OFTEN) else case)


@pytest.mark.parametrize(("path", "method"), operations(PARTNER))
@same_each_time(30)
@given(data=st.data())
def test_the_partner_face_keeps_its_contract(partner_face, path, method, data):
    keeps_the_contract(data.draw(cases(partner_face, path, method)))


def cases(schema: Any, path: str, method: str) -> st.SearchStrategy[Any]:
    """What fits the contract, and now and then what does not."""
    return OFTEN.flatmap(lambda fits: schema[path][method.upper()].as_strategy(generation_mode=GENERATION[fits]))


def keeps_the_contract(case: Any) -> None:
    answer = case.call()
    case.validate_response(answer, checks=CHECKS)
    if answer.status_code >= 400 and answer.content:
        assert is_said(answer.content), answer.content


def about(tablet: Tablet, case: Any) -> Any:
    """In place of ids that were made up those that are known here, so that more than the first look at them is tried."""
    known = {"device": tablet.id, "epoch": tablet.epoch, "s": f"person/{tablet.person}", "person": tablet.person, "k": "k"}
    known |= {"sha256": next(iter(tablet.files))}
    case.body = _named(case.body, known)
    if isinstance(case.body, dict) and "acts" in case.body:
        case.body["epoch"] = tablet.epoch
    if "sha256" in (case.path_parameters or {}):
        case.path_parameters["sha256"] = known["sha256"]
    return case


def _named(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_named(one, known) for one in value]
    if isinstance(value, dict):
        return {name: known.get(name, part) if isinstance(part, str) else _named(part, known) for name, part in value.items()}
    return value


@schemathesis.serializer("application/offset+octet-stream")
def _as_it_is(_context: Any, value: Any) -> Any:
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")
