#!/usr/bin/env python3
"""Cases of `leadline mock`, by bytes on sockets: mock_server.py BINARY CASE. Without arguments it lists the cases."""
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

BINARY, LIMIT = "", 30
HOST = b"Host: 127.0.0.1\r\n"
KEY = b"Authorization: Bearer mock-full-key\r\n"
DETAILS = b"GET /api/v1/apikeys/apikey_details.json HTTP/1.1\r\n" + HOST + KEY + b"\r\n"
CLOCK = "2026-03-02T09:00:00Z"


class Mock:
    """The server as a process of its own."""

    def __init__(self, *arguments, folder=None):
        self.folder = folder or tempfile.mkdtemp()
        self.process = subprocess.Popen(
            [BINARY, "mock", *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={"PATH": "/usr/bin:/bin", "HOME": self.folder})
        self.line = self.process.stdout.readline().decode()
        ready = re.fullmatch(r"leadline mock: http://127\.0\.0\.1:(\d+) \(([a-z, ]+)\)\n", self.line)
        assert ready, (self.line, self.process.stderr.read() if not self.line else b"")
        self.port, self.apis = int(ready[1]), ready[2]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=LIMIT)
        return self.process.returncode, errors.decode()

    def connect(self, address="127.0.0.1"):
        return Connection(socket.create_connection((address, self.port), timeout=LIMIT))

    def ask(self, request):
        return self.connect().ask(request)


class Connection:
    def __init__(self, plug):
        self.plug, self.unread = plug, b""

    def send(self, data):
        self.plug.sendall(data)

    def more(self):
        data = self.plug.recv(1 << 16)
        self.unread += data
        return bool(data)

    def answer(self, is_head=False):
        """Status, fields and body of the next answer."""
        while b"\r\n\r\n" not in self.unread:
            assert self.more(), ("the connection was closed", self.unread)
        head, self.unread = self.unread.split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines[1:])
        size = 0 if is_head else int(fields.get("Content-Length", 0))
        while len(self.unread) < size:
            assert self.more(), ("the body is cut off", self.unread)
        body, self.unread = self.unread[:size], self.unread[size:]
        return int(lines[0].split()[1]), fields, body

    def ask(self, request):
        self.send(request)
        return self.answer()

    def is_closed(self):
        """Whether the other end closes without another byte; waits for it."""
        try:
            return not self.more() and not self.unread
        except ConnectionResetError:
            return not self.unread


def equal(found, expected):
    assert found == expected, f"found {found!r}, expected {expected!r}"


def post(body, *fields, path=b"/api/v1/leads", length=True):
    head = b"POST " + path + b" HTTP/1.1\r\n" + HOST + KEY + b"".join(field + b"\r\n" for field in fields)
    return head + (b"Content-Length: %d\r\n" % len(body) if length else b"") + b"\r\n" + body


LEAD = json.dumps({"lead": {
    "name": "Ada", "email": "ada@example.com", "phone": "0412345678", "category": "New Vehicle Enquiry",
    "source": "Website", "dealership_id": 1}}).encode()
JSON = b"Content-Type: application/json"


def ready_line():
    with Mock() as mock:
        equal(mock.apis, "dealerstudio, drivly")
        equal(mock.ask(DETAILS)[0], 200)
        status, errors = mock.stop()
        equal(status, 0)
        assert f"http://127.0.0.1:{mock.port}/api" in errors and "curl" in errors and "mock-read-only-key" in errors, errors
    with Mock("drivly", "-q") as mock:
        equal(mock.apis, "drivly")
        equal(mock.stop(signal.SIGINT), (0, ""))


def port_taken():
    with Mock() as mock:
        run = subprocess.run([BINARY, "mock", "--port", str(mock.port)], capture_output=True, text=True, timeout=LIMIT)
        equal((run.returncode, run.stdout), (2, ""))
        assert run.stderr.startswith(f"error: port {mock.port} is taken by another program\n"), run.stderr
        port, _ = mock.port, mock.stop()
        with Mock("--port", str(port)) as again:
            equal(again.port, port)


def keep_alive():
    with Mock() as mock:
        connection = mock.connect()
        for _ in range(5):
            equal(connection.ask(DETAILS)[0], 200)
        status, fields, _ = connection.ask(DETAILS.replace(KEY, KEY + b"Connection: close\r\n"))
        equal((status, fields["Connection"]), (200, "close"))
        assert connection.is_closed()
        equal(mock.ask(b"GET / HTTP/1.0\r\n\r\n")[0], 404)


def pipelining():
    with Mock() as mock:
        connection = mock.connect()
        connection.send(b"".join(b"GET /number-%d HTTP/1.1\r\n%s\r\n" % (number, HOST) for number in range(200)))
        for number in range(200):
            assert b"/number-%d" % number in connection.answer()[2].replace(b"\\", b""), number
        connection.send(post(LEAD, JSON) + DETAILS)
        equal([connection.answer()[0] for _ in range(2)], [201, 200])


def targets_as_sent():
    with Mock("-v") as mock:
        equal(mock.ask(b"GET /a%2Fb%20c?where[x][equals]=%C3%A4&y HTTP/1.1\r\n" + HOST + b"\r\n")[0], 404)
        url = b"GET http://example.com:80/api/v1/apikeys/apikey_details.json HTTP/1.1\r\n"
        equal(mock.ask(url + HOST + KEY + b"\r\n")[0], 200)
        equal(mock.ask(b"GET /\xc2\x9b31m\xe2\x80\xaex HTTP/1.1\r\n" + HOST + b"\r\n")[0], 404)
        errors = mock.stop()[1]
        assert "GET /a%2Fb%20c?where[x][equals]=%C3%A4&y 404" in errors, errors
        assert "\\u{9B}31m" in errors and "\x9b" not in errors and "\u202e" not in errors, errors


def chunked():
    with Mock("--clock", CLOCK) as mock, Mock("--clock", CLOCK) as other:
        parts = [LEAD[:1], LEAD[1:20], LEAD[20:]]
        body = b"".join(b"%x;name=value\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\nX-End: 1\r\n\r\n"
        connection = mock.connect()
        head = post(b"", JSON, b"Transfer-Encoding: chunked", length=False)
        equal(connection.ask(head + body), other.ask(post(LEAD, JSON)))
        equal(connection.ask(DETAILS)[0], 200)


def multipart():
    fields = json.loads(LEAD)["lead"]
    parts = [b'Content-Disposition: form-data; name="lead[%s]"\r\n\r\n%s' % (name.encode(), str(value).encode())
             for name, value in fields.items()]
    file = bytes(range(256)) * 4000
    parts.append(b'Content-Disposition: form-data; name="lead[attachments][]"; filename="car.png"\r\n'
                 b"Content-Type: image/png\r\n\r\n" + file)
    body = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"
    with Mock() as mock:
        status, _, answer = mock.ask(post(body, b"Content-Type: multipart/form-data; boundary=edge"))
        equal(status, 201)
        assert "car.png" in json.dumps(json.loads(answer)) and str(len(file)) in answer.decode(), answer


def head():
    with Mock() as mock:
        connection = mock.connect()
        connection.send(DETAILS.replace(b"GET", b"HEAD"))
        status, fields, _ = connection.answer(is_head=True)
        equal(status, 405)
        equal(connection.unread, b"")
        assert int(fields["Content-Length"]) > 0
        equal(connection.ask(DETAILS)[0], 200)


def continues():
    with Mock() as mock:
        connection = mock.connect()
        connection.send(post(b"", JSON, b"Expect: 100-continue", b"Content-Length: %d" % len(LEAD), length=False))
        equal(connection.answer()[0], 100)
        equal(connection.ask(LEAD)[0], 201)
        # A body that is too large is refused before it is sent.
        connection.send(post(b"", JSON, b"Expect: 100-continue", b"Content-Length: 999999999", length=False))
        equal(connection.answer()[0], 413)


def too_large():
    with Mock() as mock:
        connection = mock.connect()
        connection.send(post(b"", JSON, b"Content-Length: 67108865", length=False))
        status, fields, body = connection.answer()
        equal((status, fields["Connection"], body), (413, "close", b'{"message":"the body is larger than 67108864 bytes"}'))
        connection = mock.connect()
        connection.send(post(b"", JSON, b"Transfer-Encoding: chunked", length=False))
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        try:
            for _ in range(65):
                connection.send(chunk)
        except ConnectionError:
            pass  # the answer is there all the same
        equal(connection.answer()[0], 413)
        equal(mock.ask(DETAILS)[0], 200)


AMBIGUOUS = {
    "two lengths": post(b"{}", b"Content-Length: 3"),
    "length and chunked": post(b"", b"Content-Length: 5", b"Transfer-Encoding: chunked", length=False) + b"0\r\n\r\n",
    "chunked twice": post(b"", b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", length=False),
    "another coding": post(b"", b"Transfer-Encoding: gzip, chunked", length=False) + b"0\r\n\r\n",
    "a length that is none": post(b"", b"Content-Length: 1x", length=False),
    "a negative length": post(b"", b"Content-Length: -1", length=False),
    "a chunk size that is none": post(b"", b"Transfer-Encoding: chunked", length=False) + b"zz\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    "a blank before the colon": b"GET / HTTP/1.1\r\n" + HOST + b"X-A : b\r\n\r\n",
    "a length with a blank": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length : 2\r\n\r\n{}",
    "a line that goes on": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: a\r\n b\r\nX-B: c\r\n\r\n",
    "a last line that goes on": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: a\r\n\tb\r\n\r\n",
    "NUL in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: a\0b\r\nX-B: c\r\n\r\n",
    "NUL behind a value": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: a\0\r\nX-B: c\r\n\r\n",
    "NUL in the last value": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: a\0b\r\n\r\n",
    "NUL in a name": b"GET / HTTP/1.1\r\n" + HOST + b"X-\0A: a\r\n\r\n",
    "NUL in the target": b"GET /a\0b HTTP/1.1\r\n" + HOST + b"\r\n",
    "an escape in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: \x1b[31m\r\n\r\n",
    "DEL in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: \x7f\r\n\r\n",
    "a bare CR in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: a\rb\r\n\r\n",
    "no colon": b"GET / HTTP/1.1\r\n" + HOST + b"X-A\r\n\r\n",
    "a blank in the target": b"GET /a b HTTP/1.1\r\n" + HOST + b"\r\n",
}


def ambiguous():
    with Mock() as mock:
        for name, request in AMBIGUOUS.items():
            connection = mock.connect()
            # What is smuggled behind it must not be answered.
            connection.send(request + DETAILS)
            data = b""
            try:
                while connection.more():
                    data, connection.unread = data + connection.unread, b""
            except ConnectionResetError:
                pass
            assert data.startswith(b"HTTP/1.1 400 "), (name, data)
            assert b"200 OK" not in data and b"permissions" not in data, (name, data)
        plain = b"GET /api/v1/apikeys/apikey_details.json HTTP/1.1\r\nhOST:x\r\nX-A: \t a \t \r\nX-B:\r\n" + KEY + b"\r\n"
        equal(mock.ask(plain)[0], 200)


def large_heads():
    with Mock() as mock:
        fields = b"".join(b"X-%d: %s\r\n" % (number, b"v" * 100) for number in range(150))
        query = b"&".join(b"where[a%d][equals]=%%20" % number for number in range(100))
        request = b"GET /api/leads?" + query + b" HTTP/1.1\r\n" + HOST + b"Cookie: " + b"a=b; " * 50 + b"\r\n" + fields
        connection = mock.connect()
        for place in range(0, len(request), 777):
            connection.send(request[place:place + 777])
        equal(connection.ask(b"\r\n")[0], 403)
        connection = mock.connect()
        for byte in DETAILS:
            connection.send(bytes([byte]))
        equal(connection.answer()[0], 200)
        connection = mock.connect()
        try:
            connection.send(b"GET / HTTP/1.1\r\n" + HOST + b"X-A: " + b"a" * 400_000 + b"\r\n\r\n")
        except ConnectionError:
            pass
        equal(connection.answer()[0], 431)


def slow_clients():
    with Mock() as mock:
        slow = [mock.connect() for _ in range(300)]
        for connection in slow[:150]:
            connection.send(DETAILS[:-2])
        for connection in slow[150:]:
            connection.send(post(b"{", JSON, b"Content-Length: 1000", length=False))
        for _ in range(100):
            equal(mock.ask(DETAILS)[0], 200)
        equal(slow[0].ask(b"\r\n")[0], 200)


def loopback_only():
    with Mock() as mock:
        for family, address in [(socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")]:
            try:
                socket.socket(family).connect((address, mock.port))
            except OSError:
                continue
            assert False, f"{address} answers"
        with open("/proc/net/tcp") as table:
            listening = [line.split()[1] for line in table if line.split()[3] == "0A"]
        equal([place for place in listening if place.endswith(":%04X" % mock.port)], ["0100007F:%04X" % mock.port])


def graceful_stop():
    with Mock() as mock:
        idle, busy = mock.connect(), mock.connect()
        equal(idle.ask(DETAILS)[0], 200)
        busy.send(post(b"", JSON, b"Content-Length: %d" % len(LEAD), length=False))
        equal(mock.ask(DETAILS)[0], 200)  # the head before has been read by now
        mock.process.send_signal(signal.SIGTERM)
        end = time.monotonic() + LIMIT
        while True:
            assert time.monotonic() < end, "the port is not given back"
            try:
                mock.connect().plug.close()
            except ConnectionError:
                break
        status, fields, _ = busy.ask(LEAD)
        equal((status, fields["Connection"]), (201, "close"))
        assert busy.is_closed() and idle.is_closed()
        equal(mock.process.wait(LIMIT), 0)


def nothing_leaks():
    with Mock() as mock:
        folder = f"/proc/{mock.process.pid}/fd"
        before = len(os.listdir(folder))
        for number in range(300):
            connection = mock.connect()
            connection.send([DETAILS, DETAILS[:40], post(b"{", JSON, b"Content-Length: 9", length=False)][number % 3])
            connection.plug.close()
        end = time.monotonic() + LIMIT
        while len(os.listdir(folder)) > before:
            assert time.monotonic() < end, os.listdir(folder)
        equal(mock.ask(DETAILS)[0], 200)


def all_apis():
    with Mock() as mock:
        for host in [b"127.0.0.1", b"commerce.driv.ly", b"dealerstudio.test", b"x"]:
            name = b"Host: " + host + b"\r\n"
            equal(mock.ask(DETAILS.replace(HOST, name))[0], 200)
            key = b"Authorization: mock-full-key\r\n"
            status, _, body = mock.ask(b"GET /api/leads?limit=1 HTTP/1.1\r\n" + name + key + b"\r\n")
            equal((status, json.loads(body)["totalDocs"]), (200, 0))
        unknown = DETAILS.replace(b"mock-full-key", b"mock-unknown-key")
        equal(mock.ask(unknown)[0], 401)


def own_api():
    folder = sys.argv[3]
    with Mock("--api", "library.yaml", folder=folder) as mock:
        equal(mock.apis, "dealerstudio, drivly, library")
        equal(mock.ask(DETAILS)[0], 200)
        errors = mock.stop()[1]
        curl = next(line for line in errors.split("\n\n") if line.startswith("library at")).splitlines()[-1].strip()
    with Mock("library", "--api", "library.yaml", folder=folder) as mock:
        line = re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{mock.port}", curl)
        path = re.search(r"127\.0\.0\.1:\d+([^' ]*)", line)[1]
        fields = "".join(f"{field}\r\n" for field in re.findall(r"-H '([^']*)'", line))
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\n{fields}\r\n".encode()
        equal(mock.ask(request)[0], 200)


def same_answers():
    lead = "name=Ada email=ada@example.com phone=0412345678 category=\"New Vehicle Enquiry\" source=Website dealership_id=1"
    commands = [f"clock set {CLOCK}", "use dealerstudio; get apikeys/apikey_details", f"create leads {lead}",
                "update leads/1 set name=Bob", "create leads name=Ada", "use drivly; find leads limit 2"]
    words = [word for command in commands for word in ("-c", command)]
    run = subprocess.run([BINARY, "--json", "--keep-going", *words], capture_output=True, text=True, timeout=LIMIT)
    lines = [line for line in run.stdout.splitlines() if json.loads(line)["kind"] == "request"]
    invalid = json.dumps({"lead": {"name": "Ada"}}).encode()
    put = post(json.dumps({"lead": {"name": "Bob"}}).encode(), JSON, path=b"/api/v1/leads/1").replace(b"POST", b"PUT", 1)
    find = b"GET /api/leads?limit=2 HTTP/1.1\r\n" + HOST + b"Authorization: mock-full-key\r\n\r\n"
    with Mock("--clock", CLOCK) as mock:
        answers = [mock.ask(request) for request in (DETAILS, post(LEAD, JSON), put, post(invalid, JSON), find)]
    equal(len(lines), len(answers))
    for line, (status, fields, body) in zip(lines, answers):
        equal(json.loads(line)["status"], status)
        equal(fields["Date"], "Mon, 02 Mar 2026 09:00:00 GMT")
        assert f'"body":{body.decode()},' in line, (line, body)


def clock():
    with Mock() as mock:
        moment = subprocess.run(["date", "-ud", mock.ask(DETAILS)[1]["Date"], "+%s"], capture_output=True, text=True)
        assert abs(int(moment.stdout) - time.time()) < 600, moment
    for arguments, text in [(["--clock", "noon"], "--clock"), (["drivli"], "did you mean 'drivly'"), (["--port", "x"], "--port")]:
        run = subprocess.run([BINARY, "mock", *arguments], capture_output=True, text=True, timeout=LIMIT)
        equal((run.returncode, run.stdout), (2, ""))
        assert text in run.stderr, run.stderr


CASES = [ready_line, port_taken, keep_alive, pipelining, targets_as_sent, chunked, multipart, head, continues, too_large,
         ambiguous, large_heads, slow_clients, loopback_only, graceful_stop, nothing_leaks, all_apis, own_api,
         same_answers, clock]

if __name__ == "__main__":
    # The runner of the tests blocks signals, and blocked they would stay in all its children.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    if len(sys.argv) < 3:
        print("\n".join(case.__name__ for case in CASES))
    else:
        BINARY = sys.argv[1]
        next(case for case in CASES if case.__name__ == sys.argv[2])()
