"""Figures in Prometheus' format. Gathered only where a token for reading them is set; the library is loaded only then."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from throughgate import __version__
from throughgate.basics.clock import now
from throughgate.kernel.sync.condition import Condition, condition
from throughgate.kernel.sync.load import load

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Histogram, Metric

BUCKETS_S = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
# What only the process that serves knows: name → (what it is, how to read it).
_own: dict[str, tuple[str, Callable[[], float]]] = {
    "call_wait_seconds": ("How long one more call would wait for a thread", lambda: load.wait_s)
}


def watch(name: str, what: str, read: Callable[[], float]) -> None:
    """A figure of this process alone: such as how many listen to it."""
    _own[name] = (what, read)


def call(route: str, method: str, status: int, took_s: float) -> None:
    """One call was answered."""
    if settings.METRICS_TOKEN:
        _calls().labels(settings.FACE, route, method, str(status)).observe(took_s)


def text() -> bytes:
    """Everything, read now."""
    from prometheus_client import generate_latest

    _calls()
    return generate_latest(_registry())


@cache
def _registry() -> "CollectorRegistry":
    from prometheus_client import CollectorRegistry

    registry = CollectorRegistry()
    registry.register(_Standing())
    return registry


@cache
def _calls() -> "Histogram":
    from prometheus_client import Histogram

    labels = ["face", "route", "method", "status"]
    return Histogram("throughgate_call_seconds", "Calls, by what they asked for", labels, buckets=BUCKETS_S, registry=_registry())


class _Standing:
    """How the exchange stands: the same for every process, so one of them is enough to ask."""

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily

        at = now()
        stands = condition(at)
        yield InfoMetricFamily("throughgate", "What runs", {"version": __version__, "face": settings.FACE})
        for name, (what, read) in _own.items():
            yield GaugeMetricFamily(f"throughgate_{name}", what, read())
        waiting = GaugeMetricFamily("throughgate_acts_waiting", "Stored acts that were not judged yet", labels=["why"])
        for queue in stands.queues:
            waiting.add_metric([queue.why], queue.acts)
        yield waiting
        oldest_s = (at - stands.oldest).total_seconds() if stands.oldest else 0.0
        yield GaugeMetricFamily("throughgate_oldest_unapplied_seconds", "Age of the oldest act whose turn has come", oldest_s)
        if stands.backup_at:
            age_s = (at - stands.backup_at).total_seconds()
            yield GaugeMetricFamily("throughgate_backup_age_seconds", "Since the last backup that was read back", age_s)
        yield from _of_devices(stands)

    def describe(self) -> "list[Metric]":
        """Asked for when it is registered, when the database need not be there."""
        return []


def _of_devices(stands: Condition) -> "Iterator[Metric]":
    from prometheus_client.core import GaugeMetricFamily

    yield GaugeMetricFamily("throughgate_set_aside", "Acts in quarantine that wait for a decision", stands.aside)
    yield GaugeMetricFamily("throughgate_devices", "Devices that have been in contact and were not turned off", stands.devices)
    yield GaugeMetricFamily("throughgate_devices_silent", "Devices not heard of for two days", stands.silent)
    yield GaugeMetricFamily("throughgate_devices_storage_refused", "Devices whose browser may throw data away", stands.storage_refused)
    yield GaugeMetricFamily("throughgate_devices_drifting", "Devices whose clock is more than a minute off", stands.drifting)
    yield GaugeMetricFamily("throughgate_worst_drift_seconds", "The clock that is furthest off", stands.drift_ms / 1000)
    unsent = GaugeMetricFamily("throughgate_unsent", "What devices last said that they still hold", labels=["place", "what"])
    for one in stands.unsent:
        unsent.add_metric([one.code, "acts"], one.acts)
        unsent.add_metric([one.code, "files"], one.files)
    yield unsent
    versions = GaugeMetricFamily("throughgate_devices_by_version", "Devices, by version of the app", labels=["version"])
    for version, devices in stands.versions.items():
        versions.add_metric([version], devices)
    yield versions
