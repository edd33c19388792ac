"""What is wrong with an app, in words that whoever made it can act on."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says

PROBLEMS: Mapping[str, Says] = {
    "too_large": _("The file is larger than 2 MB. Make its pictures smaller."),
    "not_text": _("The file is not UTF-8 text. Save it as UTF-8."),
    "not_html": _("The file is not one HTML page. It begins with <!doctype html>."),
    "no_manifest": _('There is no <script type="application/throughgate+json">. It says what the app is called and what it needs.'),
    "two_manifests": _("There is more than one manifest. Keep one."),
    "bad_manifest": _("The manifest cannot be read."),
    "no_script": _("There is no script, so nothing would happen. Put it into the page, between <script> and </script>."),
    "remote_address": _("This points outside the file. Put what it needs into the file, as a data: address."),
    "javascript_address": _("A javascript: address does not run here. Use a button and addEventListener."),
    "script_outside": _("A script comes from elsewhere. Put it into the page."),
    "script_kind": _("A script of this type does not run here. Use a plain script or a module."),
    "base": _("<base> is not allowed."),
    "http_equiv": _("<meta http-equiv> is not allowed: it could send people elsewhere, or change our rules."),
    "link": _("<link> is not allowed. Put styles into <style>."),
    "frame": _("A page inside the page is not allowed."),
    "form_outside": _("A form that sends itself does not work here. Leave out action and formaction, and listen for the button."),
    "inline_handler": _("An on… attribute does not run here. Use addEventListener."),
    "ping": _("ping is not allowed: it tells others what somebody pressed."),
    "webrtc": _("WebRTC is not allowed: it could reach others around our rules."),
    "srcdoc": _("srcdoc is not allowed."),
    "wasm_unsaid": _('It uses WebAssembly and does not say so. Put "wasm": true into the manifest.'),
}

NOTES: Mapping[str, Says] = {
    "reaches_out": _("It tries to reach a network. That does not work here, neither offline nor online."),
    "keeps_things": _("It tries to keep things in the browser. That does not work here: progress is kept through the port."),
    "evaluates": _("It makes code out of text. That does not work here."),
    "opens_windows": _("It tries to open or leave a page. That does not work here."),
    "names_addresses": _("It names addresses outside. Nothing can be fetched from there."),
    "wasm": _("It brings WebAssembly, which nobody can read. Ask for its source."),
}

NEEDS: Mapping[str, Says] = {
    "first_name": _("What they want to be called"),
    "language": _("The language that they read"),
    "easy_read": _("Whether they want easy words"),
    "progress": _("To keep up to 64 KB of how far they are, on their own device, sent to nobody"),
}
