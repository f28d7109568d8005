"""Addresses of what comes in."""

from django.urls import path

from leadline.intake import door_views, importing_views, machines, public, site, views

urlpatterns = [
    path("f/<slug:slug>/", public.registration, name="registration"),
    path("f/<slug:slug>/thanks/<str:receipt>/", public.registered, name="registered"),
    path("in/<slug:slug>/", machines.machine_door, name="machine-door"),
    path("views-of/<slug:slug>/", site.page_views, name="page-views"),
    path("incoming/", views.arrivals, name="arrivals"),
    path("incoming/list/", views.arrival_list, name="arrival-list"),
    path("incoming/<int:pk>/release/", views.release, name="arrival-release"),
    path("incoming/<int:pk>/rejection/", views.rejection, name="arrival-rejection"),
    path("import/", importing_views.handing_in, name="imports"),
    path("import/<int:pk>/", importing_views.one_import, name="import"),
    path("import/<int:pk>/values/", importing_views.values, name="import-values"),
    path("import/<int:pk>/preview/", importing_views.preview, name="import-preview"),
    path("import/<int:pk>/start/", importing_views.start, name="import-start"),
    path("import/<int:pk>/taking-back/", importing_views.taking_back, name="import-taking-back"),
    path("import/<int:pk>/mend/", importing_views.mend, name="import-mend"),
    path("settings/ways-in/", door_views.doors, name="doors"),
    path("settings/ways-in/new/<str:kind>/", door_views.new_door, name="door-new"),
    path("settings/ways-in/<int:pk>/", door_views.door, name="door"),
    path("settings/ways-in/<int:pk>/activity/", door_views.activity, name="door-activity"),
    path("settings/ways-in/<int:pk>/token/", door_views.token, name="door-token"),
]
