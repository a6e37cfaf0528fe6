from io import BytesIO
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.management.base import BaseCommand

from series.actions.desk.checks import CHECKS, run_checks
from series.actions.relations.catch_up import catch_up


class Command(BaseCommand):
    help = (
        "巡检：读一遍公开稿件，找出失效的站内链接、缺替代文字的图片、丢失的文件等，供工作台首页显示"
    )

    def handle(self, **options):
        compared, related = catch_up()
        if compared or related:
            self.stdout.write(f"补做：比较文字 {compared} 篇，相关阅读 {related} 篇")
        site = BaseHandler()
        site.load_middleware()
        faults = run_checks(
            status_of=lambda path: status_of(site, path), root=settings.SITE["base_url"]
        )
        for name, count in faults.items():
            self.stdout.write(f"{count} {CHECKS[name]}")


def status_of(site, path):
    """Return the HTTP status that an anonymous reader gets for `path` of this site."""
    path, _, query = path.partition("?")
    environ = {
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
    }
    setup_testing_defaults(environ)
    return site.get_response(WSGIRequest(environ)).status_code
