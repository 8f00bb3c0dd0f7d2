"""A slow line that breaks: a TCP proxy on the loopback address with a byte budget and cuts."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_BLOCK = 1024


@dataclass
class SlowLine:
    """`rate` bytes a second each way; all connections are cut whenever that many bytes have gone up."""

    target: str
    rate: int
    cuts: list[int]
    sent_up: int = 0
    dropped: int = 0
    _open: list[socket.socket] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _free_at: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Listens; yields the address to be opened in place of the target's."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            threading.Thread(target=self._accept, args=(server,), daemon=True).start()
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
            self._cut()

    def _accept(self, server: socket.socket) -> None:
        place = urlsplit(self.target)
        while True:
            try:
                near, _address = server.accept()
                far = socket.create_connection((place.hostname or "", place.port or 80))
            except OSError:
                return
            with self._lock:
                self._open += [near, far]
            for one, other, way in ((near, far, "up"), (far, near, "down")):
                threading.Thread(target=self._carry, args=(one, other, way), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(_BLOCK):
                self._wait_for(way, len(block))
                sink.sendall(block)
                if way == "up":
                    self._count(len(block))
        for one in (source, sink):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _wait_for(self, way: str, size: int) -> None:
        """Each way is one pipe for all connections together."""
        with self._lock:
            start = max(time.monotonic(), self._free_at.get(way, 0.0))
            self._free_at[way] = start + size / self.rate
        time.sleep(max(0.0, self._free_at[way] - time.monotonic()))

    def _count(self, size: int) -> None:
        with self._lock:
            self.sent_up += size
            due = bool(self.cuts) and self.sent_up >= self.cuts[0]
            if due:
                self.cuts.pop(0)
                self.dropped += 1
        if due:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            gone, self._open = self._open, []
        for one in gone:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
