from django.urls import include, path
from wagtail import urls as pages
from wagtail.admin import urls as desk
from wagtail.documents import urls as documents

urlpatterns = [
    path("admin/", include(desk)),
    path("documents/", include(documents)),
    path("", include(pages)),
]
