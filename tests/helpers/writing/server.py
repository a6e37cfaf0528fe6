"""A site under test that can be stopped and started again at the same address."""

import socket
from contextlib import suppress

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler

HOST = "localhost"


class StoppableServer(ThreadedWSGIServer):
    """A server that cuts its open connections when it closes, as one that is killed does."""

    def __init__(self, *args, **kwargs):
        self.open_sockets = set()
        super().__init__(*args, **kwargs)

    def process_request(self, request, client_address):
        self.open_sockets.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.open_sockets.discard(request)
        super().shutdown_request(request)

    def server_close(self):
        for request in list(self.open_sockets):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        super().server_close()


class KeptStaticFiles(StaticFilesHandler):
    """Static files that the browser keeps: the windows of a test ask for forty of them each."""

    def serve(self, request):
        response = super().serve(request)
        response["Cache-Control"] = "max-age=86400"
        return response


class SameAddressThread(LiveServerThread):
    """Django's server of browser tests, which may take a port that was used before."""

    def _create_server(self, connections_override=None):
        return StoppableServer(
            (self.host, self.port), QuietWSGIRequestHandler, allow_reuse_address=True
        )


class RestartingServer:
    """The site at `url`, with `stop` and `start` in the middle of a test."""

    def __init__(self):
        self.port, self.running = 0, None
        self.start()
        self.url = f"http://{HOST}:{self.port}"

    def start(self):
        if self.running:
            return
        thread = SameAddressThread(HOST, static_handler=KeptStaticFiles, port=self.port)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        self.port, self.running = thread.port, thread

    def stop(self):
        if self.running:
            self.running.terminate()
        self.running = None
