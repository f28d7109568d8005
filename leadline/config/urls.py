"""Every address of the product, app by app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("leadline.ui.urls")),
    path("", include("leadline.access.urls")),
    path("", include("leadline.parties.urls")),
    path("", include("leadline.files.urls")),
    path("", include("leadline.parties.urls")),
    path("", include("leadline.mail.urls")),
    path("", include("leadline.work.urls")),
    path("", include("leadline.reports.urls")),
    path("", include("leadline.workspace.urls")),
    path("", include("leadline.intake.urls")),
    path("", include("leadline.service.urls")),
    path("", include("leadline.channel.urls")),
]

handler400 = "leadline.ui.views.bad_request"
handler403 = "leadline.ui.views.forbidden"
handler404 = "leadline.ui.views.not_found"
handler500 = "leadline.ui.views.broken"
