"""`throughgate hub`: enrols once with a code that staff made, then serves."""

import asyncio
import json
import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path


def run(arguments: list[str]) -> None:
    """Serve until told to stop. Ends with words where the hub is not enrolled and cannot be."""
    wanted = _parser().parse_args(arguments)
    home: Path = wanted.home.resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    _tell_settings(wanted, home)
    import django

    django.setup()
    word = _word(home)
    if not (home / "enrolled.json").exists():
        _enrol(wanted, home)
    print(f"Hub for {wanted.upstream}\n  devices   {os.environ['THROUGHGATE_HUB_ORIGINS']}")
    print(f"  staff     {wanted.origin[0]}/hub/   name: staff   word: {word}", flush=True)
    _serve(wanted)


def _tell_settings(wanted: Namespace, home: Path) -> None:
    wanted.origin = wanted.origin or [f"http://{name}:{wanted.port}" for name in ("localhost", "127.0.0.1")]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "throughgate.settings.hub",
        "THROUGHGATE_HUB_HOME": str(home),
        "THROUGHGATE_HUB_UPSTREAM": wanted.upstream.rstrip("/"),
        "THROUGHGATE_HUB_LOOK_EVERY_S": str(wanted.look_every),
        "THROUGHGATE_HUB_ORIGINS": ",".join(one.rstrip("/") for one in wanted.origin),
    }


def _enrol(wanted: Namespace, home: Path) -> None:
    if not wanted.code:
        sys.exit("This hub is not enrolled. Ask staff for a code (Devices, “A kiosk, television or hub”) and start it with --code CODE.")
    said = asyncio.run(_ask_to_enrol(wanted.code))
    if said.get("device", {}).get("kind") != "hub":
        sys.exit(f"The server would not enrol it: {said.get('says', 'that code is not for a hub')}")
    (home / "enrolled.json").write_text(json.dumps(said["device"]))


async def _ask_to_enrol(code: str) -> dict[str, dict[str, str]]:
    from throughgate.faces.hub.hub import open_hub
    from throughgate.kernel.gateways.upstream import NoLine

    hub = open_hub()
    try:
        reply = await hub.ask("POST", "/sync/v1/enrol", json.dumps({"code": code, "about": {"ua": "hub", "version": ""}}).encode())
        said: dict[str, dict[str, str]] = json.loads(reply.body)
        if "seal" in said:
            hub.held.set_fact("seal", json.dumps(said["seal"]))
        return said
    except NoLine:
        sys.exit(f"Nobody answers at {hub.upstream.origin}.")
    finally:
        await hub.close()


def _word(home: Path) -> str:
    """What staff type to see the page of the hub; made once."""
    path = home / "status-word"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9))
    return path.read_text()


def _serve(wanted: Namespace) -> None:
    from granian.constants import Interfaces

    from throughgate.faces.ops.serve import OneProcess

    # It alone writes to its disk.
    OneProcess(
        "throughgate.faces.hub.server:application",
        address=wanted.host,
        port=wanted.port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        respawn_failed_workers=True,
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
    parser.add_argument(
        "--origin", action="append", help="an address under which devices know it, such as https://hub.example.org; may be repeated"
    )
    parser.add_argument("--look-every", type=float, default=30, help="seconds between two looks at what is new, while the line is up")
    parser.add_argument("--tls-certificate", type=Path, default=None)
    parser.add_argument("--tls-key", type=Path, default=None)
    return parser
