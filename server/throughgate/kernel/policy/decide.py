"""The decision: Cedar's answer, with the sentence that explains it.

Policies are text in policies/*.cedar, each with an @id and an @says. Parsed once: 8,000 decisions a second; from strings 200.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from cedarpy import Decision as CedarDecision
from cedarpy import Entities, PolicySet, Schema, is_authorized
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from throughgate.kernel.identity.partners import partner_named
from throughgate.kernel.people.models import Worker
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.capabilities import Capability, capability
from throughgate.kernel.policy.facts import Facts, facts_about
from throughgate.kernel.policy.relations import worker_of

POLICIES = Path(__file__).resolve().parents[2] / "policies"
NOT_ROLLED_OUT = gettext_noop("This is not switched on where you live yet.")
NO_RULE = gettext_noop("No rule lets you use this.")


@dataclass(frozen=True)
class Decision:
    """Yes or no, and why. `says` is for the person: every reason there is, since the second stands when the first has ended.

    `until` is when the last of them ends, `review_on` when somebody looks at one again, each if known. `rules` are policy ids.
    """

    capability: str
    ok: bool
    says: str = ""
    until: datetime | None = None
    review_on: date | None = None
    rules: tuple[str, ...] = ()
    essential: bool = False


def explain(person_id: UUID, name: str, at: datetime, device_kind: str = "") -> Decision:
    """May this person use this capability at that moment, why not, and until when?"""
    return decide_for(facts_about(person_id, at), capability(name), device_kind)


def decide_for(facts: Facts, wanted: Capability, device_kind: str = "") -> Decision:
    """The same for facts already read: one reading serves every tile of the home screen."""
    rules = _ask("Person", facts.person_id, "use", wanted, _context(facts, wanted, device_kind), {})
    if rules.ok:
        return Decision(wanted.name, True, rules=rules.ids, essential=wanted.essential)
    return _refusal(facts, wanted, rules.ids)


def may_decide(act: Act, name: str, action: str = "decide") -> bool:
    """May this worker see or decide records of this capability? Which records, the module's own policy.py says."""
    worker = worker_of(act)
    return worker is not None and worker_may(worker, name, action)


def worker_may(worker: Worker, name: str, action: str = "decide") -> bool:
    """The same for a worker already read: one reading serves a page and its navigation."""
    return _ask("Worker", worker.pk, action, capability(name), {}, {"role": worker.role}).ok


def partner_may(act: Act, name: str) -> bool:
    """Was this partner's key given for that capability?"""
    partner = partner_named(act.actor.id) if act.actor.kind is ActorKind.PARTNER else None
    if partner is None:
        return False
    given = [{"__entity": {"type": "Capability", "id": one}} for one in sorted(partner.may)]
    return _ask("Partner", partner.id, "decide", capability(name), {}, {"may": given}).ok


def contact_may(act: Act, name: str) -> bool:
    """Do contacts take part in this capability? With whom, `people/contacts.py` and the module's own policy.py say."""
    contact = act.contact_id
    return contact is not None and _ask("Contact", contact, "take_part", capability(name), {}, {}).ok


@dataclass(frozen=True)
class _Answer:
    ok: bool
    ids: tuple[str, ...]


def _ask(kind: str, who: UUID, action: str, wanted: Capability, context: Mapping[str, object], attrs: Mapping[str, object]) -> _Answer:
    principal, resource = {"type": kind, "id": str(who)}, {"type": "Capability", "id": wanted.name}
    rows = [
        {"uid": principal, "attrs": dict(attrs), "parents": []},
        {"uid": resource, "attrs": _attributes(wanted), "parents": []},
    ]
    request = {
        "principal": f'{kind}::"{who}"',
        "action": f'Action::"{action}"',
        "resource": f'Capability::"{wanted.name}"',
        "context": dict(context),
    }
    result = is_authorized(request, policies(), Entities.from_json_str(json.dumps(rows)))
    names = result.diagnostics.id_annotations_by_reason
    return _Answer(result.decision == CedarDecision.Allow, tuple(sorted(names.get(r, r) for r in result.diagnostics.reasons)))


def _attributes(wanted: Capability) -> dict[str, object]:
    return {
        "essential": wanted.essential,
        "needs_rollout": wanted.needs_rollout,
        "for_contacts": wanted.for_contacts,
        "decided_by": sorted(wanted.decided_by),
    }


def _context(facts: Facts, wanted: Capability, device_kind: str) -> dict[str, object]:
    return {
        "setting": facts.setting,
        "place": facts.place_path,
        "regime": facts.regime,
        "device_kind": device_kind,
        "hour": facts.hour,
        "days_to_release": facts.days_to_release,
        "markers": sorted({marker.code for marker in facts.markers}),
        "restricted": any(row.capability == wanted.name for row in facts.restrictions),
        "rolled_out": wanted.name in facts.rolled_out,
    }


def _refusal(facts: Facts, wanted: Capability, ids: tuple[str, ...]) -> Decision:
    no = Decision(wanted.name, False, rules=ids, essential=wanted.essential)
    if reasons := list(_reasons(facts, wanted, ids)):
        ends = [reason.until for reason in reasons]
        looks = [reason.review_on for reason in reasons if reason.review_on]
        # One that has no end makes all of it endless for whoever waits.
        until = None if None in ends else max(end for end in ends if end)
        return replace(no, says=" ".join(reason.says for reason in reasons), until=until, review_on=min(looks, default=None))
    fallback = NO_RULE if facts.setting and not wanted.needs_rollout else NOT_ROLLED_OUT
    return replace(no, says=_(sentences().get(ids[0], fallback) if ids else fallback))


@dataclass(frozen=True)
class _Reason:
    says: str
    until: datetime | None
    review_on: date | None


def _reasons(facts: Facts, wanted: Capability, ids: tuple[str, ...]) -> Iterator[_Reason]:
    """What stands against it by somebody's decision."""
    for marker in facts.markers:
        if (rule := f"marker_{marker.code.lower()}") in ids:
            yield _Reason(_(sentences()[rule]), marker.to_at, marker.review_on)
    for row in facts.restrictions:
        if "restricted" in ids and row.capability == wanted.name:
            yield _Reason(row.reason, row.until, row.review_on)


@cache
def policy_text() -> str:
    """All policies as one text, files in order of name."""
    return "\n".join(path.read_text() for path in sorted(POLICIES.glob("*.cedar")))


@cache
def policies() -> PolicySet:
    return PolicySet.from_str(policy_text())


@cache
def schema() -> Schema:
    return Schema.from_json_str((POLICIES / "schema.json").read_text())


@cache
def sentences() -> dict[str, str]:
    """Policy id → the sentence of its @says."""
    pairs = re.findall(r'@id\("([^"]+)"\)\s*@says\("([^"]+)"\)', policy_text())
    return dict(pairs)
