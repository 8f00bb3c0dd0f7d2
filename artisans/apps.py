from django.apps import AppConfig


class ArtisansConfig(AppConfig):
    name = "artisans"
    default_auto_field = "django.db.models.BigAutoField"
