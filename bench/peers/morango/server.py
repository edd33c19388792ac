"""The server: PEER_HOME, then the port. Prints READY and the id of its dataset when it has a database and a certificate."""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
sys.path.insert(0, str(Path(__file__).parent))

import django

django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from morango.models.certificates import Certificate

call_command("migrate", run_syncdb=True, verbosity=0)
if not Certificate.objects.exists():
    call_command("loaddata", "scopedefinitions", verbosity=0)
    Certificate.generate_root_certificate("all")
    User.objects.create_user("bench", password="bench")
print("READY", Certificate.objects.get(parent=None).pk, flush=True)

from waitress import serve

serve(get_wsgi_application(), host="127.0.0.1", port=int(sys.argv[1]), threads=4, _quiet=True)
