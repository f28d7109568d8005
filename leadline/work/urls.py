"""Addresses of tasks, calls, notes, files, followers and notices."""

from django.urls import path

from leadline.work import record_views, views

urlpatterns = [
    path("tasks/<int:pk>/completion/", views.completion, name="task-completion"),
    path("tasks/<int:pk>/reopening/", views.reopening, name="task-reopening"),
    path("tasks/<int:pk>/delay/", views.delay, name="task-delay"),
    path("tasks/<int:pk>/assignment/", views.assignment, name="task-assignment"),
    path("tasks/<int:pk>/permission/", views.permission, name="task-permission"),
    path("records/<int:record_id>/calls/", views.calls, name="record-calls"),
    path("records/<int:record_id>/notes/", views.notes, name="record-notes"),
    path("records/<int:record_id>/interest/", views.interest, name="record-interest"),
    path("records/<int:record_id>/files/", record_views.files, name="record-files"),
    path(
        "records/<int:record_id>/files/<int:file_id>/removal/",
        record_views.removal,
        name="record-file-removal",
    ),
    path(
        "records/<int:record_id>/files/<int:file_id>/restoring/",
        record_views.restoring,
        name="record-file-restoring",
    ),
    path("records/<int:record_id>/following/", record_views.following, name="record-following"),
    path(
        "records/<int:record_id>/unfollowing/",
        record_views.unfollowing,
        name="record-unfollowing",
    ),
    path("notices/<int:pk>/reading/", views.reading, name="notice-reading"),
]
