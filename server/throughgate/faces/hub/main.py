"""`throughgate hub`: enrols once with a code that staff made, then serves."""

import asyncio
import json
import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from throughgate.faces.hub.config import Config

if TYPE_CHECKING:
    from throughgate.faces.hub.app import Application

ENROLLED = "enrolled.json"
# What the server of this process loads by name.
application: "Application"


def run(arguments: list[str]) -> None:
    """Serve until told to stop. Ends with words where the hub is not enrolled and cannot be."""
    wanted = _parser().parse_args(arguments)
    config = _config(wanted)
    config.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["DJANGO_SETTINGS_MODULE"] = "throughgate.settings.hub"
    import django

    django.setup()
    word = _word(config.home)
    if not (config.home / ENROLLED).exists():
        _enrol(config, wanted.code)
    print(f"Hub for {config.upstream}\n  devices   {', '.join(config.origins)}")
    print(f"  staff     {config.origins[0]}/hub/   name: staff   word: {word}", flush=True)
    _serve(wanted, config)


def _config(wanted: Namespace) -> Config:
    origins = wanted.origin or [f"http://{name}:{wanted.port}" for name in ("localhost", "127.0.0.1")]
    return Config(
        home=wanted.home.resolve(),
        upstream=wanted.upstream.rstrip("/"),
        origins=tuple(one.rstrip("/") for one in origins),
        most_held_mb=wanted.most_held_mb,
        most_kept_mb=wanted.most_kept_mb,
        look_every_s=wanted.look_every,
    )


def _enrol(config: Config, code: str) -> None:
    if not code:
        sys.exit("This hub is not enrolled. Ask staff for a code (Devices, “A kiosk, television or hub”) and start it with --code CODE.")
    said = asyncio.run(_ask_to_enrol(config, code))
    if said.get("device", {}).get("kind") != "hub":
        sys.exit(f"The server would not enrol it: {said.get('says', 'that code is not for a hub')}")
    (config.home / ENROLLED).write_text(json.dumps(said["device"]))


async def _ask_to_enrol(config: Config, code: str) -> dict[str, Any]:
    from throughgate.faces.hub.hub import open_hub
    from throughgate.kernel.gateways.upstream import NoLine

    hub = open_hub(config)
    try:
        reply = await hub.ask("POST", "/sync/v1/enrol", json.dumps({"code": code, "about": {"ua": "hub", "version": ""}}).encode())
        said: dict[str, Any] = json.loads(reply.body)
        if "seal" in said:
            hub.held.set_fact("seal", json.dumps(said["seal"]))
        return said
    except NoLine:
        sys.exit(f"Nobody answers at {config.upstream}.")
    finally:
        await hub.close()


def _word(home: Path) -> str:
    """What staff type to see the page of the hub; made once."""
    path = home / "status-word"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9))
    return path.read_text()


def _serve(wanted: Namespace, config: Config) -> None:
    global application  # noqa: PLW0603  the server finds what it serves by a name
    from granian.constants import Interfaces

    from throughgate.faces.hub.app import Application
    from throughgate.faces.ops.serve import OneProcess

    application = Application(config)
    # One process, this one: it alone writes to its disk.
    OneProcess(
        f"{__name__}:application",
        address=wanted.host,
        port=wanted.port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        ssl_cert=wanted.tls_certificate,
        ssl_key=wanted.tls_key,
    ).serve()


def _parser() -> ArgumentParser:
    words = "A hub for an establishment with a poor line: devices hand in to it, and it hands in to the server when the line is back."
    parser = ArgumentParser("throughgate hub", description=words)
    parser.add_argument("--upstream", required=True, help="the server's address for devices, such as https://app.example.org")
    parser.add_argument("--code", default="", help="from staff; needed once")
    parser.add_argument("--home", type=Path, default=Path(".throughgate-hub"), help="the folder it lives in")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8410)
    parser.add_argument("--origin", action="append", help="an address by which devices know it; may be repeated")
    parser.add_argument("--look-every", type=float, default=30, help="seconds between two looks at what is new, while the line is up")
    parser.add_argument("--most-held-mb", type=int, default=8192, help="room for what waits for the server")
    parser.add_argument("--most-kept-mb", type=int, default=4096, help="room for what devices are given while the line is down")
    parser.add_argument("--tls-certificate", type=Path, default=None)
    parser.add_argument("--tls-key", type=Path, default=None)
    return parser
