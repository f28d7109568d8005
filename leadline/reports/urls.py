"""Addresses of reports."""

from django.urls import path

from leadline.reports import campaign_views, views

urlpatterns = [
    path("insight/", views.funnel, name="insight"),
    path("insight/cohorts/", views.cohorts, name="insight-cohorts"),
    path("insight/flow/", views.flow, name="insight-flow"),
    path("insight/speed/", views.speed, name="insight-speed"),
    path("insight/sources/", views.sources, name="insight-sources"),
    path("insight/unusual/", views.unusual, name="insight-unusual"),
    path("insight/leads/", views.leads, name="insight-leads"),
    path("insight/campaigns/", campaign_views.campaigns, name="campaigns"),
    path("insight/campaigns/new/", campaign_views.new_campaign, name="campaign-new"),
    path("insight/campaigns/<int:pk>/", campaign_views.campaign, name="campaign"),
    path("leads/<int:pk>/campaign/", campaign_views.credit, name="lead-campaign"),
]
