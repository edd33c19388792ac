"""The WSGI door of a listener; THROUGHGATE_FACE says which face it serves."""

from django.core.wsgi import get_wsgi_application

from throughgate.faces.asked import Asked

application = get_wsgi_application()
application.request_class = Asked
