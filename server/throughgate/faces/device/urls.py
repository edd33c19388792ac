"""What a device may call. See docs/adr/0002-the-wire.md."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe

from throughgate.faces.device import app_files, views
from throughgate.faces.device.door import by_method

urlpatterns = [
    path("sync/v1/ping", require_safe(views.ping)),
    path("sync/v1/enrol", by_method(POST=views.enrol)),
    path("sync/v1/pin", by_method(POST=views.choose_pin)),
    path("sync/v1/sessions", by_method(POST=views.sign_in, DELETE=views.sign_out)),
    path("sync/v1/push", by_method(POST=views.push)),
    path("sync/v1/pull", by_method(POST=views.pull)),
    path("sync/v1/live", by_method(GET=views.live)),
    re_path(r"^sync/v1/files/(?P<sha256>[0-9a-f]{64})$", by_method(HEAD=views.file_offset, PATCH=views.add_to_file, GET=views.read_file)),
    path("sync/v1/relay", by_method(POST=views.relay)),
    path("sync/v1/relay/files", by_method(POST=views.relay_file)),
    path("sync/v1/hub/pull", by_method(POST=views.hub_pull)),
    path("sync/v1/drafts/<uuid:draft_id>", by_method(GET=views.draft, PUT=views.put_draft)),
    path("sync/v1/audio", by_method(POST=views.audio)),
    path("version.json", app_files.version),
    re_path(r"^(?!sync/)(?P<path>.*)$", app_files.app),
]
handler404 = "throughgate.faces.device.views.absent"
handler500 = "throughgate.faces.device.views.failed"
