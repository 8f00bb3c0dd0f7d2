from django.apps import AppConfig


class ImpactTagsConfig(AppConfig):
    name = "impact_tags"
    default_auto_field = "django.db.models.BigAutoField"
