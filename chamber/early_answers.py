"""Answers that are given before Django, for requests that never reach it."""

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
HTML = "text/html; charset=utf-8"


def answer_early(environ, start_response, status, body, *, content_type=HTML, headers=()):
    """Answer a WSGI request with a body that nobody keeps; HEAD gets the headers alone."""
    own = [("Content-Type", content_type), *HEADERS, *headers, ("Content-Length", str(len(body)))]
    start_response(status, own)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
