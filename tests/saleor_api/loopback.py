"""A Saleor on the loopback address that answers as it is told: in time, late, in drips, with a crash, with rubbish."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


def say(body: bytes, status: int = 200, **headers: str) -> Answer:
    """Answers at once."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def sleep(seconds: float, body: bytes = b'{"data": {}}') -> Answer:
    """Answers late."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        say(body)(handler)

    return answer


def drip(seconds: float, pieces: int) -> Answer:
    """Answers byte by byte: no single wait is long."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-length", str(pieces))
        handler.end_headers()
        for _ in range(pieces):
            handler.wfile.write(b" ")
            time.sleep(seconds / pieces)

    return answer


OK = say(b'{"data": {}}')


@dataclass
class Saleor:
    """`answers` are taken in order, then `usual`; `asked` are the paths that were asked for."""

    port: int
    answers: list[Answer] = field(default_factory=list)
    usual: Answer = OK
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of its API."""
        return f"http://127.0.0.1:{self.port}/graphql/"


@contextmanager
def run_saleor() -> Iterator[Saleor]:
    """Serves on a free port until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            saleor.asked.append(self.path)
            answer = saleor.answers.pop(0) if saleor.answers else saleor.usual
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    saleor = Saleor(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield saleor
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
