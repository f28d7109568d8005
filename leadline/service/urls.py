"""Addresses of products, and of what they report."""

from django.urls import path

from leadline.service import machines, views

urlpatterns = [
    path("usage/", machines.usage, name="usage"),
    path("settings/products/", views.products, name="products"),
    path("settings/products/new/", views.new_product, name="product-new"),
    path("settings/products/<int:pk>/", views.product, name="product"),
    path("settings/products/<int:pk>/call/", views.trial_call, name="product-call"),
    path("settings/products/<int:pk>/secret/", views.secret, name="product-secret"),
    path("settings/products/<int:pk>/usage-token/", views.usage_token, name="product-usage-token"),
    path("settings/errands/<int:pk>/retrial/", views.retrial, name="errand-retrial"),
]
