"""Pages with known faults on a port of this machine: what the audit must find."""

import contextlib
import http.server
import threading

HEAD = "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><title>试页</title>"
GOOD = (
    f"{HEAD}<link rel='stylesheet' href='/plain.css'></head><body>"
    "<nav class='nav'><a href='/'>首页</a> <a href='/second/'>第二页</a></nav>"
    "<main><h1 id='top-line'>标题</h1><p>这一页没有问题，文字也足够长，可以当作正文来读。</p></main>"
    "</body></html>"
)
CSS = "body { color: #111; background: #fff }"


def with_part(part, head=""):
    """The good page with something more in its text."""
    return GOOD.replace("</main>", f"{part}</main>").replace("</head>", f"{head}</head>")


def good_pages():
    empty = dict.fromkeys(("/sitemap.xml", "/robots.txt", "/search/"), "")
    return {"/": GOOD, "/second/": GOOD, "/plain.css": CSS} | empty


@contextlib.contextmanager
def serving(pages, headers=None):
    """The site's address; `pages` is {path: text, bytes or (status, text)}, `headers` {path: pairs}."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body are two writes

        def do_GET(self):
            given = pages.get(self.path, pages.get(self.path.partition("?")[0], (404, "")))
            status, text = given if isinstance(given, tuple) else (200, given)
            body = text if isinstance(text, bytes) else text.encode()
            self.send_response(status)
            self.send_header("Content-Type", sort_of(self.path))
            self.send_header("Content-Length", str(len(body)))
            for pair in (headers or {}).get(self.path, ()):
                self.send_header(*pair)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def sort_of(path):
    ending = path.partition("?")[0].rpartition(".")[2]
    sorts = {"css": "text/css", "js": "text/javascript", "xml": "application/xml"}
    return sorts.get(ending, "text/plain" if ending == "txt" else "text/html; charset=utf-8")
