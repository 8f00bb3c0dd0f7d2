from django.apps import AppConfig


class SaleorApiConfig(AppConfig):
    name = "saleor_api"
    default_auto_field = "django.db.models.BigAutoField"
