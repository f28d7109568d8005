"""The app of what customers may use: trials now, subscriptions and warranties later."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "leadline.service"
