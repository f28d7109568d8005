"""Addresses for signing in and for one's own account."""

from django.urls import include, path

from leadline.access import firm_views, people_views, public, role_views, team_views, views

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("invitation/<uid>/<token>/", public.invitation, name="invitation"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/", include("allauth.account.urls")),
    path("settings/firm/", firm_views.firm, name="firm"),
    path("settings/people/", people_views.people, name="colleagues"),
    path("settings/people/invitation/", people_views.invitation, name="colleague-invitation"),
    path("settings/people/<int:pk>/", people_views.person, name="colleague"),
    path(
        "settings/people/<int:pk>/invitation/",
        people_views.invitation_again,
        name="colleague-invitation-again",
    ),
    path("settings/people/<int:pk>/roles/", people_views.roles, name="colleague-roles"),
    path("settings/people/<int:pk>/leave/", people_views.leave, name="colleague-leave"),
    path("settings/people/<int:pk>/activity/", people_views.activity, name="colleague-activity"),
    path("settings/memberships/<int:pk>/end/", people_views.role_taking, name="role-taking"),
    path("settings/leave/<int:pk>/end/", people_views.leave_taking_back, name="leave-taking-back"),
    path("settings/teams/", team_views.teams, name="teams"),
    path("settings/teams/new/", team_views.new_team, name="team-new"),
    path("settings/teams/<int:pk>/", team_views.team, name="team"),
    path("settings/teams/<int:pk>/days/", team_views.special_days, name="team-days"),
    path(
        "settings/teams/<int:pk>/days/<str:day>/end/",
        team_views.special_day_dropping,
        name="team-day-dropping",
    ),
    path("settings/roles/", role_views.roles, name="roles"),
    path("settings/roles/new/", role_views.new_role, name="role-new"),
    path("settings/roles/<int:pk>/", role_views.role, name="role"),
]
