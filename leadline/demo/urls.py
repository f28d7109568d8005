"""Addresses of the demo, all below /demo/; they exist where the data folder holds a demo."""

from django.urls import path

from leadline.demo import views

urlpatterns = [
    path("", views.entrance, name="demo"),
    path("signing-in/", views.signing_in, name="demo-signing-in"),
    path("clock/", views.clock_page, name="demo-clock"),
    path("clock/move/", views.moving_on, name="demo-move"),
    path("mailbox/", views.mailbox, name="demo-mailbox"),
    path("mailbox/<int:pk>/", views.letters, name="demo-letters"),
    path("mailbox/<int:pk>/reply/", views.reply, name="demo-reply"),
    path("walk/", views.walk, name="demo-walk"),
    path("walk/putting-away/", views.putting_away, name="demo-walk-away"),
]
