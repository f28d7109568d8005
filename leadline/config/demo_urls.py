"""The addresses of a demo: those of the product, and the demo's own before them.

Only an installation whose data folder holds a demo uses this module (`ROOT_URLCONF`).
"""

from django.urls import include, path

from leadline.config import urls

urlpatterns = [path("demo/", include("leadline.demo.urls")), *urls.urlpatterns]

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
