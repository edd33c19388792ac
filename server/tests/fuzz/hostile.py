"""What a stranger may send: any bytes, and JSON that looks as if it were meant."""

import gzip
import json

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from throughgate.faces.ops import openapi

ID = "11111111-1111-4111-8111-111111111111"
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
# What a server lets through: a header is a line of latin-1.
LINES = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=60)
LIKELY = {"Content-Encoding": "gzip", "Upload-Offset": "0", "Upload-Length": "5", "Accept-Language": "cy", "X-File-Type": "image/png"}
_NAMES = st.sampled_from([*LIKELY, "Content-Type", "Cookie", "Throughgate-Via", "Host"])
_MEANT = st.sets(st.sampled_from([*LIKELY])).map(lambda names: {name: LIKELY[name] for name in names})
HEADERS = st.dictionaries(_NAMES, LINES, max_size=4) | _MEANT
SIGNATURES = st.dictionaries(st.sampled_from(["webhook-id", "webhook-timestamp", "webhook-signature"]), LINES)
_SHAPES = {**openapi.device()["components"]["schemas"], **openapi.partner()["components"]["schemas"]}
_FIELDS = st.sampled_from(sorted({name for shape in _SHAPES.values() for name in shape.get("properties", ())}))
_PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([ID, "2026-02-30T25:00:00Z"])
_JSON = st.recursive(_PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_FIELDS, inner, max_size=4), max_leaves=8)
BODIES = st.binary(max_size=200) | _JSON.map(lambda said: json.dumps(said).encode()) | st.binary(max_size=80).map(gzip.compress)


def same_each_time(examples: int) -> settings:
    """So many cases, and those same ones in every run. The world stands for all of them, as it does for callers."""
    phases = (Phase.explicit, Phase.generate)  # a case that fails is shown as it is: to make it smaller could take minutes
    return settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck)
    )
