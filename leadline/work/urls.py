"""Addresses of tasks, calls, notes and notices."""

from django.urls import path

from leadline.work import views

urlpatterns = [
    path("tasks/<int:pk>/completion/", views.completion, name="task-completion"),
    path("tasks/<int:pk>/reopening/", views.reopening, name="task-reopening"),
    path("tasks/<int:pk>/delay/", views.delay, name="task-delay"),
    path("tasks/<int:pk>/assignment/", views.assignment, name="task-assignment"),
    path("tasks/<int:pk>/permission/", views.permission, name="task-permission"),
    path("records/<int:record_id>/calls/", views.calls, name="record-calls"),
    path("records/<int:record_id>/notes/", views.notes, name="record-notes"),
    path("records/<int:record_id>/interest/", views.interest, name="record-interest"),
    path("notices/<int:pk>/reading/", views.reading, name="notice-reading"),
]
