"""The app of leads and where they come from."""

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "leadline.leads"
