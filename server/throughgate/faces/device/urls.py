"""What a device may call. See docs/adr/0002-the-wire.md."""

from django.urls import include, path, re_path, register_converter

from throughgate.faces.device import app_files, views
from throughgate.faces.device.door import ByMethod


class Sha256:
    """A hash, as it stands in an address."""

    regex = "[0-9a-f]{64}"

    def to_python(self, text: str) -> str:
        return text

    to_url = to_python


register_converter(Sha256, "sha256")
urlpatterns = [
    path("sync/v1/ping", ByMethod(GET=views.ping, HEAD=views.ping)),
    path("sync/v1/enrol", ByMethod(POST=views.enrol)),
    path("sync/v1/pin", ByMethod(POST=views.choose_pin)),
    path("sync/v1/sessions", ByMethod(POST=views.sign_in, DELETE=views.sign_out)),
    path("sync/v1/push", ByMethod(POST=views.push)),
    path("sync/v1/pull", ByMethod(POST=views.pull)),
    path("sync/v1/screen", ByMethod(POST=views.screen)),
    path("sync/v1/live", ByMethod(GET=views.live)),
    path("sync/v1/files/<sha256:sha256>", ByMethod(HEAD=views.file_offset, PATCH=views.add_to_file, GET=views.read_file)),
    path("sync/v1/relay", ByMethod(POST=views.relay)),
    path("sync/v1/relay/files", ByMethod(POST=views.relay_file)),
    path("sync/v1/hub/pull", ByMethod(POST=views.hub_pull)),
    path("sync/v1/drafts", ByMethod(POST=views.carry_drafts)),
    path("sync/v1/drafts/<uuid:draft_id>", ByMethod(GET=views.draft, PUT=views.put_draft)),
    path("sync/v1/audio", ByMethod(POST=views.audio)),
    path("watch/", include("throughgate.faces.watch.urls")),
    path("version.json", app_files.version),
    path("apps/run/<path:path>", app_files.sandboxed),
    re_path(r"^(?!sync/)(?P<path>.*)$", app_files.app),
]
handler400 = "throughgate.faces.device.views.malformed"
handler404 = "throughgate.faces.device.views.absent"
handler500 = "throughgate.faces.device.views.failed"
