"""Addresses of media and of what is brought in, below those of Wagtail."""

from django.urls import path

from throughgate.modules.library.authoring import bringing_views as bringing
from throughgate.modules.library.authoring import media_views as views

urlpatterns = [
    path("bring/", bringing.shelves, name="library_bring"),
    path("bring/example/", bringing.example, name="library_bring_example"),
    path("bring/to/<uuid:shelf>/", bringing.shelf, name="library_bring_to"),
    path("bring/to/<uuid:shelf>/news/", bringing.take_news, name="library_news"),
    path("bring/news/<uuid:source>/leave/", bringing.leave_news, name="library_leave_news"),
    path("bring/<uuid:media>/", bringing.bundle, name="library_bundle"),
    path("media/", views.shelf, name="library_media_list"),
    path("media/begin/", views.begin, name="library_media_begin"),
    path("media/of/<uuid:shelf>/", views.on_shelf, name="library_media_of"),
    path("media/<uuid:media>/", views.page, name="library_media"),
    path("media/<uuid:media>/state/", views.state, name="library_media_state"),
    path("media/<uuid:media>/piece/", views.piece, name="library_media_piece"),
    path("media/<uuid:media>/came/", views.came, name="library_media_came"),
    path("media/<uuid:media>/file/<str:sha256>/", views.shown, name="library_media_file"),
    path("media/<uuid:media>/captions/<str:language>/", views.captions, name="library_captions"),
    path("media/<uuid:media>/captions/<str:language>/file/", views.captions_file, name="library_captions_file"),
]
