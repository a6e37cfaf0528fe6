"""The settings of nginx for a mirror.

`maps.conf` belongs into `http`, `site.conf` into `server`. What has no file is left to the location
`@app` of the operator, or without an application to a page that says so.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from series.text.language.display_choice import COOKIE

from .addresses import LEFT, LEFT_FOLDERS, QUERIES
from .folder import MirrorFolder
from .media import MirrorFile

# What may stand between quotes in a map: no quote, variable, blank or control character.
PLAIN = re.compile(r'/[^\s"\\${};]*')
TARGET = re.compile(r'(?:https?:/)?/[^\s"\\${};]*')
HEADERS = (
    *("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"),
    *("Cross-Origin-Opener-Policy", "Strict-Transport-Security", "Vary", "Cache-Control"),
)
OF_FILES = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "no-cache, public",
}
TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js",
    "text/plain": "txt",
    "text/markdown": "md",
    "text/calendar": "ics",
    "application/xml": "xml",
    "application/atom+xml": "atom",
    "application/rss+xml": "rss",
    "application/json": "json",
    "application/manifest+json": "webmanifest",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/x-icon": "ico",
    "font/woff2": "woff2",
}
YEAR = 31_536_000


@dataclass(frozen=True)
class Served:
    """What the settings tell of a run. `moved` are (old address, target, status)."""

    gone: list[str]
    moved: list[tuple[str, str, int]]
    attachments: list[MirrorFile]
    headers: dict[str, str] = field(default_factory=dict)
    alone: bool = False


def write_settings(folder: MirrorFolder, served: Served) -> bool:
    """Write the files of settings. Tell whether one of them changed."""
    files = {
        "gone.conf": _lines((path, "1") for path in served.gone),
        "moved.conf": _moved(served.moved, 301),
        "moved-for-now.conf": _moved(served.moved, 302),
        "attachments.conf": _lines((each.address, f"/{each.file}") for each in served.attachments),
        "attachment-types.conf": _lines((each.address, each.kind) for each in served.attachments),
        "attachment-names.conf": _lines(
            (each.address, each.download) for each in served.attachments
        ),
        "maps.conf": _maps(folder, alone=served.alone),
        "site.conf": _site(folder, served),
    }
    changed = [folder.write(folder.server / name, text.encode()) for name, text in files.items()]
    return any(changed)


def _lines(pairs):
    """Return the lines of a map. nginx compares addresses in their decoded form."""
    told = {unquote(key): value for key, value in pairs}
    return "".join(f'"{key}" "{value}";\n' for key, value in told.items() if PLAIN.fullmatch(key))


def _moved(moved, status):
    """Return the redirects of one status, with the reader's query."""
    return _lines(
        (old, _target(old, target))
        for old, target, code in moved
        if code == status and TARGET.fullmatch(target)
    )


def _target(old, target):
    if "?" in old or "?" in target:
        return target
    address, hash_sign, place = target.partition("#")
    return f"{address}$is_args$args{hash_sign}{place}"


def _maps(folder, *, alone):
    server = folder.server
    pages = "\n".join(f'    "~^{each}$" $args;' for each in QUERIES)
    left = "\n".join(
        f'    "~^{each}" /alone.html;' for each in dict.fromkeys([*LEFT.values(), *LEFT_FOLDERS])
    )
    cookie = "$no_choice" if alone else f"$cookie_{COOKIE}"
    other = "index" if alone else "other"
    return f"""# 由 manage.py mirror 生成，请勿改动。放在 http {{ … }} 里：include {server}/maps.conf;
map_hash_max_size 262144;
map_hash_bucket_size 512;
map $host $no_choice {{
    default "";
}}
map $args $mirror_page {{
    default {other};
    "" index;
{pages}
}}
# 选了字号、深色、长者模式的读者，由网站程序回答。
map "{cookie}:$mirror_page:$uri" $mirror_file {{
    default /.none;
    "~^:index:(?<mirror_folder>/.*/)$" "${{mirror_folder}}index.html";
    "~^:index:/$" /index.html;
    "~^:index:(?<mirror_plain>/.*[^/])$" $mirror_plain;
    "~^:(?<mirror_query>[^:/]+):(?<mirror_list>/(?:.*/)?)$" "${{mirror_list}}$mirror_query.html";
}}
map $uri $mirror_gone {{
    default "";
    include {server}/gone.conf;
}}
map $uri $mirror_moved_path {{
    default "";
    include {server}/moved.conf;
}}
map $request_uri $mirror_moved {{
    default $mirror_moved_path;
    include {server}/moved.conf;
}}
map $uri $mirror_moved_for_now_path {{
    default "";
    include {server}/moved-for-now.conf;
}}
map $request_uri $mirror_moved_for_now {{
    default $mirror_moved_for_now_path;
    include {server}/moved-for-now.conf;
}}
map $uri $mirror_attachment {{
    default /.none;
    include {server}/attachments.conf;
}}
map $uri $mirror_attachment_type {{
    default application/octet-stream;
    include {server}/attachment-types.conf;
}}
map $uri $mirror_attachment_name {{
    default "";
    include {server}/attachment-names.conf;
}}
map $uri $mirror_how {{
    default "";
    "~^/(?:robots|\\.well-known/security)\\.txt$" "";
    "~\\.(?:docx|md|txt)$" attachment;
}}
map $uri $mirror_keep {{
    default "max-age=60, public";
    "~\\.[0-9a-f]{{12}}\\." "max-age={YEAR}, public, immutable";
}}
map $uri $mirror_missing {{
    default /404.html;
{left}
}}
"""


def _site(folder, served):
    types = "\n".join(f"    {kind} {extension};" for kind, extension in TYPES.items())
    headers = _headers(served.headers)
    rest = "@mirror_alone" if served.alone else "@app"
    return f"""# 由 manage.py mirror 生成，请勿改动。放在 server {{ … }} 里：include {folder.server}/site.conf;
root {folder.public};
types {{
{types}
}}
default_type application/octet-stream;
charset utf-8;
charset_types text/plain text/css text/javascript text/markdown text/calendar
    application/xml application/atom+xml application/rss+xml;
if ($mirror_gone) {{
    return 410;
}}
if ($mirror_moved) {{
    return 301 $mirror_moved;
}}
if ($mirror_moved_for_now) {{
    return 302 $mirror_moved_for_now;
}}
absolute_redirect off;
recursive_error_pages on;
error_page 404 /404.html;
error_page 410 @mirror_gone;
error_page 405 = {rest};
location @mirror_gone {{
    types {{ }}
    default_type text/html;
{headers}
    try_files $mirror_file =410;
}}
location / {{
{headers}
    add_header Content-Disposition $mirror_how;
    try_files $mirror_file {rest};
}}
location /static/ {{
    gzip_static on;
    add_header Cache-Control $mirror_keep;
    try_files $uri {rest};
}}
location ~ "^/(?:pictures|covers)/" {{
{_headers(served.headers, OF_FILES)}
    try_files $uri ${{uri}}index.png ${{uri}}index.jpg {rest};
}}
location /attachments/ {{
{_headers(served.headers, OF_FILES)}
    types {{ }}
    default_type $mirror_attachment_type;
    add_header Content-Disposition $mirror_attachment_name;
    try_files $mirror_attachment {rest};
}}
location = /404.html {{
    internal;
}}
{_alone() if served.alone else ""}"""


def _headers(told, own=None):
    values = {name: told.get(name.lower(), "") for name in HEADERS}
    # The site writes these parts in any order; the same settings are the same bytes.
    parts = sorted(filter(None, (each.strip() for each in values[HEADERS[0]].split(";"))))
    values |= {HEADERS[0]: "; ".join(parts), **(own or {})}
    return "\n".join(
        f'    add_header {name} "{value}" always;'
        for name, value in values.items()
        if value and not set('"\\$') & set(value)
    )


def _alone():
    """Return what is answered where no file is, without an application."""
    return """location = /alone.html {
    internal;
}
location @mirror_alone {
    if (-d $document_root$uri) {
        return 301 $uri/;
    }
    error_page 404 $mirror_missing;
    return 404;
}
"""
