"""HTTP whose heads have a bound: uvicorn with httptools keeps whatever header it is sent."""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Bytes of a head; browsers and proxies stay below a quarter of it.
MOST = 65_536
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class BoundedProtocol(HttpToolsProtocol):
    """One connection. A head that does not end is answered with 431 (RFC 6585, 5), and ends it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._in_head = False
        self._head = 0

    def data_received(self, data: bytes) -> None:
        """What comes with the end of a request before, or with a body, is not counted."""
        goes_on = self._in_head
        super().data_received(data)
        if goes_on and self._in_head:
            self._head += len(data)
            if self._head > MOST and not self.transport.is_closing():
                self.transport.write(_TOO_LARGE)
                self.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head = True, 0

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()
