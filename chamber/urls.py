from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("desk/", admin.site.urls),
    path("", include("series.urls")),
]
handler400 = "series.views.errors.bad_request"
handler403 = "series.views.errors.permission_denied"
handler404 = "series.views.errors.page_not_found"
handler500 = "series.views.errors.server_error"
