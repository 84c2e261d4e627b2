"""Servers on this machine that do what servers should not, for the tests of the HTTP client.

usage: bad_servers.py FOLDER

Makes certificates in FOLDER, prints a line of JSON with the port of each server by its name, and ends with its
standard input. What a server does depends on the path, see PATHS; any other path answers with what arrived.
"""
import gzip
import json
import os
import socket
import struct
import sys
import threading
import zlib
from urllib.parse import parse_qs, urlsplit

import certificates
import http2

ports = {}
counts = {}


class Request:
    """A request as it arrived, None where the connection ended before."""

    def __init__(self, stream):
        first = stream.readline().decode("latin-1").split()
        if len(first) < 3:
            raise EOFError
        self.method, self.target = first[0], first[1]
        self.fields = []
        while (line := stream.readline().strip()):
            name, _, value = line.decode("latin-1").partition(":")
            self.fields.append([name, value.strip()])
        self.body = stream.read(int(self.field("content-length") or 0))
        self.path = urlsplit(self.target).path

    def field(self, name):
        return next((value for key, value in self.fields if key.lower() == name), None)

    def query(self, name):
        return parse_qs(urlsplit(self.target).query).get(name, [""])[0]

    def echo(self):
        return json.dumps({
            "method": self.method, "target": self.target, "fields": self.fields, "body": self.body.decode("latin-1"),
            "cookies": [value for key, value in self.fields if key.lower() == "cookie"],
        }).encode()


def answer(body=b"{}", status="200 OK", *fields, length=None):
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *fields]
    if not any(field.lower().startswith("content-type") for field in fields):
        lines.insert(1, "Content-Type: application/json")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def chunked(*parts):
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(parts)


def endless(first, rest):
    """Sends as fast as the client takes it, until it goes away."""
    def behave(connection, request):
        connection.sendall(first)
        while True:
            connection.sendall(rest)
    return behave


def dripping(first, rest):
    """Sends a little every 20 ms, until the client goes away."""
    def behave(connection, request):
        connection.sendall(first)
        while not gone.wait(0.02):
            connection.sendall(rest)
    gone = threading.Event()
    return behave


def cut(data, reset=False):
    """Sends the data and ends the connection."""
    def behave(connection, request):
        connection.sendall(data)
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise EOFError
    return behave


def silent(connection, request):
    connection.recv(1)


def redirect(place, status=302):
    """`place` may name ports: http://127.0.0.1:{other}/"""
    return lambda connection, request: connection.sendall(
        answer(b"moved", f"{request.query('status') or status} Moved", "Location: " + place.format(**ports)))


def count_down(connection, request):
    left = int(request.query("left"))
    place = f"/down?left={left - 1}" if left > 1 else "/arrived"
    connection.sendall(answer(b"", "302 Found", "Location: " + place))


def count(connection, request):
    """How often this was asked, and the answer is lost."""
    counts[request.path[1:]] = counts.get(request.path[1:], 0) + 1
    raise EOFError


def counted(connection, request):
    connection.sendall(answer(json.dumps(counts).encode()))


def bomb(window):
    """300 MiB of zeros in some 300 KiB: a compressed block that can follow itself any number of times."""
    def behave(connection, request):
        maker = zlib.compressobj(9, zlib.DEFLATED, window)
        first = maker.compress(bytes(1 << 20)) + maker.flush(zlib.Z_FULL_FLUSH)
        block = maker.compress(bytes(1 << 20)) + maker.flush(zlib.Z_FULL_FLUSH)
        name = "gzip" if window > 15 else "deflate"
        connection.sendall(answer(first + 299 * block, "200 OK", "Content-Encoding: " + name))
        raise EOFError
    return behave


json_bytes = b'{"message": "all is well", "list": [1, 2, 3]}'
zipped = gzip.compress(json_bytes * 50)
PATHS = {
    # No answer
    "/close": cut(b""),
    "/reset": cut(b"", reset=True),
    "/silent": silent,
    "/reset-in-body": cut(answer(b"0123456789", length=100), reset=True),
    "/drip": dripping(answer(b"", length=1 << 20), b"x"),
    "/drip-header": dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "/cut-header": cut(b"HTTP/1.1 200 OK\r\nContent-"),
    # Too much
    "/endless-header": endless(b"HTTP/1.1 200 OK\r\n", b"X-Field: value\r\n" * 100),
    "/endless-line": endless(b"HTTP/1.1 200 OK\r\nX-Field: ", b"x" * 4096),
    "/endless-interim": endless(b"", b"HTTP/1.1 102 Processing\r\nX-Field: value\r\n\r\n" * 20),
    "/endless-trailers": endless(chunked(b"2\r\n{}\r\n0\r\n"), b"X-Field: value\r\n" * 100),
    "/endless-body": endless(b"HTTP/1.1 200 OK\r\n\r\n", bytes(1 << 16)),
    "/endless-chunks": endless(chunked(), b"10000\r\n" + bytes(1 << 16) + b"\r\n"),
    "/bomb-gzip": bomb(31),
    "/bomb-deflate": bomb(15),
    # Wrong lengths
    "/long-length": cut(answer(json_bytes, length=1000)),
    "/short-length": cut(answer(json_bytes, length=5)),
    "/two-lengths": cut(answer(json_bytes, "200 OK", "Content-Length: 7")),
    "/negative-length": cut(answer(json_bytes, length=-5)),
    "/huge-length": cut(answer(json_bytes, length=10 ** 30)),
    "/word-as-length": cut(answer(json_bytes, length="many")),
    "/bad-chunk": cut(chunked(b"zz\r\n{}\r\n0\r\n\r\n")),
    "/huge-chunk": cut(chunked(b"f" * 20 + b"\r\n{}\r\n")),
    "/cut-chunk": cut(chunked(b"ff\r\n{}")),
    # Damaged
    "/broken-gzip": cut(answer(b"\x1f\x8b\x08\0" + bytes(range(100)), "200 OK", "Content-Encoding: gzip")),
    "/not-gzip": cut(answer(json_bytes, "200 OK", "Content-Encoding: gzip")),
    "/cut-gzip": cut(answer(zipped[:-20], "200 OK", "Content-Encoding: gzip")),
    "/unknown-encoding": cut(answer(json_bytes, "200 OK", "Content-Encoding: sausage")),
    "/not-json": cut(answer(b"<html><body>Bad gateway</body></html>")),
    "/invalid-utf8": cut(answer(b'{"name": "Jos\xe9"}')),
    "/nul-in-body": cut(answer(b'{"name": "a\0b"}')),
    "/nul-in-header": cut(answer(json_bytes, "200 OK", "X-Field: a\0b")),
    "/no-colon": cut(answer(json_bytes, "200 OK", "this is no field")),
    "/hello": cut(b"hello, this is not HTTP\r\n\r\n"),
    "/bad-status": cut(b"HTTP/1.1 abc\r\nContent-Length: 2\r\n\r\n{}"),
    "/bad-version": cut(b"HTTP/7.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    "/escapes": cut(answer(
        b'{"title": "\x1b[2J\x1b]0;owned\x07 \xc2\x9b31m"}', "200 \x1b[31mred", "X-Field: \x1b]0;owned\x07")),
    # Redirects
    "/loop": redirect("/loop"),
    "/circle": redirect("/circle/2"),
    "/circle/2": redirect("/circle"),
    "/down": count_down,
    "/other": redirect("http://127.0.0.1:{other}/arrived"),
    "/same": redirect("arrived?from=same"),
    "/plain": redirect("http://localhost:{http}/arrived"),
    "/to-ftp": redirect("ftp://127.0.0.1/file"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-user": redirect("http://user:secret@127.0.0.1:{http}/arrived"),
    "/to-nothing": cut(answer(b"", "302 Found")),
    "/to-refused": redirect("http://127.0.0.1:{refused}/"),
    "/to-escape": redirect("\x1b[31m://\x1b]0;owned\x07"),
    # What is allowed, but seldom
    "/interim": cut(
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX-Hint: one\r\n\r\n"
        + answer(json_bytes, "200 OK", "X-Field: last")),
    "/trailers": cut(chunked(b"2\r\n{}\r\n0\r\nX-Trailer: late\r\n\r\n")),
    "/no-content": cut(answer(b"12345", "204 No Content")),
    "/repeated": cut(answer(json_bytes, "200 OK", "X-Field: one", "X-Field: two", "X-Empty:", "X-Folded: a\r\n  b")),
    "/gzip": cut(answer(gzip.compress(json_bytes), "200 OK", "Content-Encoding: gzip")),
    "/until-closed": cut(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + json_bytes),
    "/cookie": lambda connection, request: connection.sendall(answer(b"{}", "200 OK", "Set-Cookie: session=s1")),
    "/lost": count,
    "/counted": counted,
}


def serve_http(connection):
    with connection, connection.makefile("rb") as stream:
        try:
            while True:
                request = Request(stream)
                behave = PATHS.get(request.path)
                if behave:
                    behave(connection, request)
                elif request.method == "HEAD":
                    connection.sendall(answer(b"", length=1000))
                else:
                    connection.sendall(answer(request.echo()))
        except (EOFError, OSError, ValueError):
            pass


def serve_nothing(connection):
    with connection:
        connection.recv(1 << 16)
        connection.recv(1 << 16)


def serve_plain(connection):
    """What a server without TLS says to one that begins with it."""
    with connection:
        connection.recv(1 << 16)
        connection.sendall(answer(b"", "400 Bad Request"))


def proxy(refuses):
    """A proxy that finds every host on this machine. What is not to be tunnelled it answers itself."""
    def serve(connection):
        with connection, connection.makefile("rb") as stream:
            try:
                request = Request(stream)
                if refuses:
                    connection.sendall(answer(b"\x1b[31mno", "403 \x1b[31mForbidden"))
                elif request.method == "CONNECT":
                    tunnel(connection, int(request.target.rpartition(":")[2]))
                else:
                    connection.sendall(answer(request.echo(), "200 OK", "Via: 1.1 proxy"))
            except (EOFError, OSError, ValueError):
                pass
    return serve


def tunnel(connection, port):
    with socket.create_connection(("127.0.0.1", port)) as server:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = threading.Thread(target=copy, args=(server, connection), daemon=True)
        back.start()
        copy(connection, server)
        back.join()


def copy(source, sink):
    try:
        while data := source.recv(1 << 16):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def secured(connection, context):
    """A client that is refused has sent its request already: unread, it would reset the connection before the alert
    arrives that tells why."""
    secure = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
    try:
        secure.do_handshake()
    except OSError:
        while os.read(secure.fileno(), 1 << 16):
            pass
        secure.close()
        raise
    return secure


def listen(name, serve, context=None):
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    ports[name] = listener.getsockname()[1]

    def greet(connection):
        try:
            serve(secured(connection, context) if context else connection)
        except (OSError, ValueError):
            connection.close()

    def accept():
        while True:
            threading.Thread(target=greet, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def listen_without_taking():
    """A port whose queue is full: the system lets further connections wait."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=0)
    ports["full"] = listener.getsockname()[1]
    waiting = [socket.socket() for _ in range(4)]
    for client in waiting:
        client.setblocking(False)
        client.connect_ex(listener.getsockname())
    return listener, waiting


def main():
    folder = sys.argv[1]
    kept = listen_without_taking()
    for name in ("http", "other"):
        listen(name, serve_http)
    listen("nothing", serve_nothing)
    listen("plain", serve_plain)
    listen("proxy", proxy(refuses=False))
    listen("refusing-proxy", proxy(refuses=True))
    listen("h2c", http2.serve)
    for name, context in certificates.make(folder).items():
        listen(name, http2.serve if name == "h2" else serve_http, context)
    # A port on which nothing listens, and which nobody else is given meanwhile.
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    ports["refused"] = closed.getsockname()[1]
    print(json.dumps(ports), flush=True)
    while os.read(0, 1 << 16):
        pass
    del kept, closed


main()
