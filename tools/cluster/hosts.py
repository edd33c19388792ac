"""Two web hosts behind nginx, a worker beside each; files on a disk that both see."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from cluster.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
THROUGHGATE = str(Path(sys.executable).with_name("throughgate"))
NGINX = """
daemon off; pid {home}/nginx.pid; error_log {home}/nginx.log warn; worker_processes 1;
events {{ worker_connections 512; }}
http {{
  access_log off; client_max_body_size 12m;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/a;
  uwsgi_temp_path {home}/b; scgi_temp_path {home}/c;
  upstream hosts {{ {servers} keepalive 16; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://hosts; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
      proxy_buffering off;
      # Every call of a device may be made twice: what was stored is told apart by its id.
      proxy_next_upstream error timeout http_502 http_503 non_idempotent; proxy_connect_timeout 2s; proxy_read_timeout 60s;
    }}
  }}
}}
"""


class Hosts:
    """As a context: migrates the database, then runs everything; stops it in order. `url` is nginx's."""

    def __init__(self, home: Path, database: str) -> None:
        self.home, self.port = home, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.programs: list[subprocess.Popen[bytes]] = []
        os.environ |= {
            "THROUGHGATE_HOME": str(home / "site"),
            "THROUGHGATE_DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "throughgate.settings.test",
            # Two disks hold what is stored: that is what the estate says of itself.
            "THROUGHGATE_DATABASE_IS_BACKUP": "1",
        }
        (home / "site").mkdir()

    def __enter__(self) -> "Hosts":
        sys.path.insert(0, str(ROOT / "server"))
        import django
        from django.core.management import call_command
        from django.test.utils import setup_test_environment

        django.setup()
        setup_test_environment()
        call_command("migrate", verbosity=0)
        ports = [free_port(), free_port()]
        for n, port in enumerate(ports):
            self._run(f"web{n}", THROUGHGATE, "serve", "--face", "device", "--port", str(port))
            self._run(f"worker{n}", THROUGHGATE, "worker")
        self._run("nginx", "nginx", "-c", str(self._configure(ports)), "-e", str(self.home / "nginx.log"))
        _await(self.url)
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self.programs):
            program.terminate()
        for program in self.programs:
            try:
                program.wait(15)
            except subprocess.TimeoutExpired:
                program.kill()

    def _configure(self, ports: list[int]) -> Path:
        servers = " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in ports)
        path = self.home / "nginx.conf"
        path.write_text(NGINX.format(home=self.home, servers=servers, port=self.port))
        return path

    def _run(self, name: str, *command: str) -> None:
        with (self.home / f"{name}.log").open("ab") as log:
            self.programs.append(subprocess.Popen(command, stdout=log, stderr=log))


def _await(url: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}/sync/v1/ping", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("nginx or what stands behind it did not answer")
