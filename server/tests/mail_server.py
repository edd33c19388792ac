"""Debian's exim as a site's own mail server, in a folder of its own on loopback, and the mail server of Carol's provider, a double."""

import os
import pwd
import shutil
import socket
import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.programs import _free_port

EXIM = Path("/usr/sbin/exim4")
WHY_NOT = "exim4-daemon-light is not installed: ./dev setup does that as root"

# As docs/operations/mail-and-texts.md has it for a site, with loopback in place of the world.
CONFIGURATION = """
primary_hostname = mx.in-touch.test
spool_directory = {folder}/spool
log_file_path = {folder}/log-%slog
pid_file_path = {folder}/pid
exim_user = {user}
exim_group = {group}
never_users =
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
host_lookup =
rfc1413_query_timeout = 0s
keep_environment =
tls_advertise_hosts =
acl_smtp_rcpt = accept_all
acl_smtp_data = say_who

begin acl
accept_all:
  accept
say_who:
  accept
    remove_header = Authentication-Results
    add_header = :at_start:Authentication-Results: mx.in-touch.test; spf=pass smtp.mailfrom=$sender_address

begin routers
ours:
  driver = manualroute
  domains = in-touch.test
  route_data = 127.0.0.1
  self = send
  transport = lmtp_in
others:
  driver = manualroute
  domains = home.test
  route_data = 127.0.0.1
  self = send
  transport = smtp_out

begin transports
lmtp_in:
  driver = smtp
  protocol = lmtp
  port = {lmtp}
smtp_out:
  driver = smtp
  port = {home}

begin retry
* * F,1h,1s
"""


class Home:
    """Where Carol's mail is kept: what came, as it came, and by which envelope. Nobody lives at nobody@home.test."""

    def __init__(self) -> None:
        self.came: list[tuple[str, EmailMessage]] = []
        self._server = Controller(self, hostname="127.0.0.1", port=_free_port())
        self._server.start()
        self.port = self._server.port

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address.startswith("nobody@"):
            return "550 5.1.1 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.came.append((envelope.mail_from, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def stop(self) -> None:
        self._server.stop()


class MailServer:
    """It hands mail for our domain to `throughgate mail-in`, and carries ours to Carol's."""

    def __init__(self, folder: Path, lmtp: int, home: int) -> None:
        self.port, self.folder = _free_port(), folder
        (folder / "spool").mkdir()
        user = pwd.getpwnam("Debian-exim") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        conf = folder / "exim.conf"
        conf.write_text(CONFIGURATION.format(folder=folder, user=user.pw_uid, group=user.pw_gid, port=self.port, lmtp=lmtp, home=home))
        if os.getuid() == 0:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, user.pw_uid, user.pw_gid)
            shutil.chown(conf, 0, 0)
            folder.chmod(0o755)
        with (folder / "out").open("wb") as out:
            self._program = subprocess.Popen([EXIM, "-C", conf, "-bdf", "-q1m"], stdout=out, stderr=out, stdin=subprocess.DEVNULL)

    def answers(self) -> bool:
        assert self._program.poll() is None, self.said()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def said(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in [self.folder / "out", *self.folder.glob("log-*")])[-4000:]

    def stop(self) -> None:
        self._program.terminate()
        self._program.wait(20)
