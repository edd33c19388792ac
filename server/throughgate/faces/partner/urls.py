"""What another system may call: what the modules offer, under one version. The shapes: contract/partner.json."""

from django.urls import include, path

from throughgate.faces.partner import notify
from throughgate.faces.partner.views import called
from throughgate.kernel.registry.installed import modules

urlpatterns = [
    *(path(f"partner/v1/{offered.path}", called(offered)) for module in modules() for offered in module.partner),
    path("notify/texts", notify.texts),
    path("notify/receipts", notify.receipts),
    path("watch/", include("throughgate.faces.watch.urls")),
]
handler404 = "throughgate.faces.partner.views.absent"
handler500 = "throughgate.faces.partner.views.failed"
