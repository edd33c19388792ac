"""The devices: a tablet in most cells, a kiosk on each wing, phones outside. Some are silent, some have things waiting, one was lost."""

import base64
import hashlib
import json
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec

from throughgate.faces.ops.estate.estate import REGION, Estate, Life
from throughgate.kernel.identity.models import Device, DeviceKind, DeviceState, Holding, Revocation
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.places.models import Place, PlaceKind

_KINDS = {
    REGION: {DeviceKind.PHONE: 74, DeviceKind.LAPTOP: 4, None: 22},
    "ZLI": {DeviceKind.TABLET: 70, DeviceKind.LAPTOP: 3, None: 27},
    "ZMI": {DeviceKind.TABLET: 60, DeviceKind.PHONE: 25, None: 15},
    "ZTI": {DeviceKind.TABLET: 75, None: 25},
}
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
VERSIONS = {"0.1.0": 88, "0.0.9": 12}
GIGABYTE = 10**9


def make_devices(estate: Estate) -> None:
    """Every device, what it last said of itself, and who holds it."""
    holdings = [holding for life in estate.but_guest() if (holding := _held(estate, life))]
    held = [holding.device for holding in holdings]
    devices = held + _shared(estate)
    Device.objects.bulk_create(devices)
    DeviceState.objects.bulk_create([_state(estate, device) for device in devices])
    Holding.objects.bulk_create(holdings)
    _lose_one(estate, holdings)


def _held(estate: Estate, life: Life) -> Holding | None:
    kind = estate.chance.weighted(_KINDS[life.home])
    if kind is None:
        return None
    earliest, latest = max(life.since, estate.now - timedelta(days=400)), estate.now - timedelta(days=4)
    since = earliest + (latest - earliest) * estate.chance.random() ** 3
    outside = life.home == REGION
    label = f"{life.person.known_as}’s {kind}" if outside else f"{life.place.code} {kind}"
    return Holding(device=_device(estate, kind, label, None if outside else life.place, since), person=life.person, from_at=since)


def _shared(estate: Estate) -> list[Device]:
    """A kiosk on each wing, a television beside every other one."""
    wings = [place for place in estate.places.values() if place.kind == PlaceKind.WING]
    since = estate.now - timedelta(days=380)
    kiosks = [_device(estate, DeviceKind.KIOSK, f"{wing.code} kiosk", wing, since) for wing in wings]
    return kiosks + [_device(estate, DeviceKind.TV, f"{wing.code} television", wing, since) for wing in wings[::2]]


def _device(estate: Estate, kind: DeviceKind, label: str, place: Place | None, since: datetime) -> Device:
    jwk = _public_key(estate)
    thumbprint = _b64(hashlib.sha256(json.dumps(jwk, sort_keys=True, separators=(",", ":")).encode()).digest())
    return Device(
        id=estate.chance.id_at(since), kind=kind, label=label, place=place, thumbprint=thumbprint, public_jwk=jwk, enrolled_at=since
    )


def _public_key(estate: Estate) -> dict[str, str]:
    """A true P-256 key whose private half nobody keeps."""
    key = ec.derive_private_key(estate.chance.randrange(1, P256_ORDER), ec.SECP256R1()).public_key().public_numbers()
    return {"crv": "P-256", "kty": "EC", "x": _b64(key.x.to_bytes(32, "big")), "y": _b64(key.y.to_bytes(32, "big"))}


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _state(estate: Estate, device: Device) -> DeviceState:
    """Most were heard of today; one in sixteen not for days, and of those most hold acts that have not come in."""
    chance = estate.chance
    silent = chance.happens(0.06)
    seen = estate.ago(2, 21) if silent else estate.ago(0, 1)
    state = DeviceState(device=device, seen_at=max(seen, device.enrolled_at))
    state.version, state.persisted = chance.weighted(VERSIONS), chance.happens(0.9)
    state.quota = chance.choice([2, 8, 24, 60]) * GIGABYTE
    state.usage, state.clock_off_ms = chance.randint(3, 90) * 10**6, int(chance.gauss(0, 2_500))
    if chance.happens(0.6 if silent else 0.03):
        state.waiting_acts, state.waiting_files = chance.randint(1, 6), chance.randint(0, 3)
        state.oldest_waiting = state.seen_at - timedelta(hours=chance.randint(1, 30))
    return state


def _lose_one(estate: Estate, holdings: list[Holding]) -> None:
    """One tablet was lost: it is revoked and nobody holds it any more."""
    lost = next(holding for holding in holdings if holding.device.kind == DeviceKind.TABLET)
    at = estate.now - timedelta(days=2, hours=4)
    security = estate.working_at("ZLI", WorkerRole.SECURITY)[0]
    Revocation.objects.create(device=lost.device, by=security, at=at, why="Lost in a cell move. Not found after two searches.")
    Holding.objects.filter(device=lost.device).update(to_at=at)
