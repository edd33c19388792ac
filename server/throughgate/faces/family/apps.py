from django.apps import AppConfig


class FamilyFaceConfig(AppConfig):
    name = "throughgate.faces.family"
    # The module of contacts has the plain name.
    label = "family_face"
