"""Pages of the desk about registrations for one event. Decision 128."""

from functools import partial

from django.urls import path

from . import check_in_page, feedback_page, letter_page, list_page, one_page, settings_page

ROUTES = (
    ("registrations/", list_page.registrations_page, "registrations"),
    ("registrations/settings/", settings_page.settings_page, "registration_settings"),
    ("registrations/feedback/", feedback_page.feedback_page, "registration_feedback"),
    ("registrations/letter/", letter_page.letter_page, "registration_letter"),
    ("registrations/export.xlsx", list_page.export, "registrations_xlsx"),
    ("registrations/check-in/", check_in_page.check_in_page, "check_in"),
    ("registrations/paper-list/", check_in_page.paper_list, "paper_list"),
    ("registrations/badges/", check_in_page.badges, "badges"),
    ("registrations/certificates/", check_in_page.certificates, "certificates"),
    ("registrations/<int:group>/", one_page.registration_page, "registration"),
)


def urls(model_admin):
    """Return the paths for the admin of events."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    view = model_admin.admin_site.admin_view
    return [
        path(f"<path:object_id>/{route}", view(partial(page, model_admin)), name=f"{name}_{ending}")
        for route, page, ending in ROUTES
    ]
