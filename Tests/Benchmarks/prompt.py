"""The prompt on a pseudo-terminal, beside the smallest shell on libedit in the same terminal: the first prompt, from a key
to what it paints, from Enter to the answer. http-prompt stands beside it where its packages can be had."""
import json
import os
import pty
import select
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

from harness import Broken, Skipped, Table

KEYS = 200
ANSWERS = 40
PATIENCE = 20


class Shell:
    """A program on a pseudo-terminal of 80x24, and how long it takes to write something."""

    def __init__(self, command, variables):
        self.text = b""
        self.started = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if not self.process:
            os.execvpe(command[0], command, {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", **variables})

    def wait(self, marker, since=None):
        """Seconds until the marker is written; what was written before it is thrown away."""
        since = since or time.perf_counter()
        while marker not in self.text:
            left = since + PATIENCE - time.perf_counter()
            if left < 0 or not select.select([self.terminal], [], [], left)[0]:
                raise Broken(f"{marker!r} never came; the last is {self.text[-300:]!r}")
            new = os.read(self.terminal, 1 << 16)
            if b"\x1b[6n" in new:  # where is the cursor? Some editors want an answer before they paint
                os.write(self.terminal, b"\x1b[1;1R")
            self.text += new
        took = time.perf_counter() - since
        self.text = self.text.partition(marker)[2]
        return took

    def settle(self, quiet=0.1):
        """Throws away what is written until nothing is for a while, in seconds."""
        while select.select([self.terminal], [], [], quiet)[0]:
            os.read(self.terminal, 1 << 16)
        self.text = b""

    def send(self, text):
        os.write(self.terminal, text)
        return time.perf_counter()

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def first_prompt(command, variables, marker):
    shell = Shell(command, variables)
    took = shell.wait(marker, shell.started)
    shell.end()
    return took


def typed(command, variables, marker):
    """Seconds from a key to what it paints, the median of many keys: those of a value."""
    shell = Shell(command, variables)
    shell.wait(marker)
    shell.send(b"let name=")
    shell.settle()
    times = []
    for number in range(KEYS):
        key = b"qxzjk"[number % 5:][:1]
        times.append(shell.wait(key, shell.send(key)))
        if number % 40 == 39:
            shell.send(b"\x15let name=")
        shell.settle(0.005)
    shell.end()
    return statistics.median(times)


def answered(command, variables, marker, first, line, answer):
    """Seconds from Enter to the whole answer."""
    shell = Shell(command, variables)
    shell.wait(marker)
    for text, end in first:
        shell.send(text)
        shell.wait(end)
    shell.settle()
    times = []
    for _ in range(ANSWERS):
        shell.send(line)
        shell.settle()
        times.append(shell.wait(answer, shell.send(b"\r")))
        shell.settle()
    shell.end()
    return statistics.median(times)


def prompt(bench):
    editline = [bench.compiled("editline", "-ledit")]
    home = bench.folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    variables = {"HOME": str(home)}
    ours, ready = bench.leadline(), b"> "
    rounds = range(bench.rounds)

    table = Table(bench, "The prompt, wall time on a pseudo-terminal")
    first_prompt(ours, variables, ready)
    starts = [(first_prompt(ours, variables, ready), first_prompt(editline, variables, ready)) for _ in range(4 * bench.rounds)]
    table.ratio("first prompt", "ms", [a for a, _ in starts], "30 lines of C on libedit", [b for _, b in starts], aim=2)
    keys = [(typed(ours, variables, ready), typed(editline, variables, ready)) for _ in rounds]
    table.ratio("key to paint", "ms", [a for a, _ in keys], "30 lines of C on libedit", [b for _, b in keys], aim=2)
    use = [(b"use drivly\r", b"drivly")]
    answers = [answered(ours, variables, ready, use, b"find leads limit 1", b"found") for _ in rounds]
    try:
        others = http_prompt(bench, rounds)
    except Skipped as reason:
        print(f"skipped: http-prompt, because {reason}")
        others = [answered(editline, variables, ready, [], b"find leads limit 1", b"answered") for _ in rounds]
        table.ratio("Enter to answer", "ms", answers, "30 lines of C that answer nothing", others)
    else:
        table.ratio("Enter to answer", "ms", answers, "http-prompt", others, aim=0.05)


    much(bench, table, ours, editline, variables)


def much(bench, table, ours, editline, variables):
    """A long history, a long line, a long answer."""
    few, many = Shell(ours, variables), Shell(ours, {"HOME": str(remembering(bench.folder / "long-home"))})
    for shell in [few, many]:
        shell.wait(b"> ")
        shell.settle()
    first = [shell.wait(b"l", shell.send(b"l")) for shell in [many, few]]
    table.ratio("first key, 100,000 commands in the history", "ms", first[:1], "none in it", first[1:])
    times = {}
    for shell in [few, many]:
        shell.send(b"\x15\x12")
        shell.settle()
        times[shell] = []
        for key in b"ada4711":
            times[shell].append(shell.wait(b"\x1b", shell.send(bytes([key]))))
            shell.settle()
    table.ratio("key of a search in 100,000 commands", "ms", times[many], "in none", times[few])
    many.end()
    few.end()

    keys = [in_a_long_line(ours, variables), in_a_long_line(editline, variables)]
    table.ratio("key in a line of 100 KB", "ms", keys[:1], "30 lines of C on libedit", keys[1:], aim=2)

    shell = Shell(ours, variables)
    shell.wait(b"> ")
    shell.send(b"use drivly; mock create leads times 40000\r")
    shell.wait(b"created")
    shell.settle()
    shown = shell.wait(b"found", shell.send(b"find leads limit 0\r"))
    shell.settle()
    path = bench.folder / "body.json"
    path.unlink(missing_ok=True)
    shell.send(f"show body | cat > {path}; echo saved-$?\r".encode())
    shell.wait(b"saved-0")
    shell.end()
    text = path.read_text()
    since = time.perf_counter()
    if len(json.loads(text)["docs"]) != 40_000:
        raise Broken("the answer is not whole")
    read = time.perf_counter() - since
    table.ratio(f"Enter to answer of {len(text) >> 20} MB", "ms", [shown], "json.loads of it in Python", [read])


def remembering(home):
    """A home whose history holds 100,000 commands."""
    folder = home / ".local/state/leadline"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "history").open("w") as file:
        for number in range(100_000):
            record = {"command": f"find leads where name = Ada{number} sort -createdAt limit 20", "session": "a", "number": number}
            file.write(json.dumps(record | {"time": "2026-01-01T00:00:00.000Z"}, separators=(",", ":")) + "\n")
    return home


def in_a_long_line(command, variables):
    """Seconds from a key to what it paints behind 100 KB, in a bracketed paste where there is one."""
    shell = Shell(command, variables)
    shell.wait(b"> ")
    shell.settle()
    text = b"let x=" + b"a" * 100_000
    if b"leadline" in os.fsencode(command[0]):
        text = b"\x1b[200~" + text + b"\x1b[201~"
    while text:  # neither side may wait for the other to read
        readable, writable, _ = select.select([shell.terminal], [shell.terminal], [], PATIENCE)
        if readable:
            os.read(shell.terminal, 1 << 16)
        elif writable:
            text = text[os.write(shell.terminal, text[:256]):]
        else:
            raise Broken("a long line is not read to its end")
    shell.settle(1)
    times = []
    for _ in range(20):
        times.append(shell.wait(b"z", shell.send(b"z")))
        shell.settle(0.02)
    shell.end()
    return statistics.median(times)


def http_prompt(bench, rounds):
    """Enter to answer of http-prompt, against a server that answers at once."""
    venv = bench.folder / "http-prompt"
    program = venv / "bin/http-prompt"
    if not program.exists():
        for command in [[sys.executable, "-m", "venv", venv], [venv / "bin/pip", "install", "-q", "http-prompt", "setuptools<81"]]:
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
            if done.returncode:
                raise Skipped((done.stderr.strip().splitlines() or ["it cannot be installed"])[-1])
    server = HTTPServer(("127.0.0.1", 0), Constant)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    variables = {"HOME": str(bench.folder / "home")}
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        return [answered([str(program), url], variables, b"> ", [], b"get", b"answered-by-the-server") for _ in rounds]
    except (Broken, OSError) as reason:
        raise Skipped(f"it cannot be driven: {str(reason)[:200]}") from None
    finally:
        server.shutdown()


class Constant(BaseHTTPRequestHandler):
    def do_GET(self):
        body = b'{"message": "answered-by-the-server"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass
