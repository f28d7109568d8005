"""The look of the product as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "leadline.ui"
