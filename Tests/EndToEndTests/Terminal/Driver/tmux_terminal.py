"""A program in a pane of a tmux server of its own, driven over one control-mode connection. Windows that shrink wrap their
rows anew, as most terminals do."""

import os
import re
import select
import subprocess
import tempfile

import keys
import pyte
from screen import Screen

PANE = "t:0.0"
OCTAL = re.compile(rb"\\([0-7]{3})")


class TmuxTerminal:
    def __init__(self, argv, environment, folder, rows, columns):
        self.raw = bytearray()
        self.rows, self.columns = rows, columns
        self.folder = tempfile.TemporaryDirectory(prefix="leadline-tmux-")
        self.socket = os.path.join(self.folder.name, "socket")
        variables = [f"{name}={value}" for name, value in environment.items()]
        command = ["env", "-i", "-C", folder, *variables, *argv]
        options = {
            "exit-empty": "off", "default-size": f"{columns}x{rows}", "remain-on-exit": "on", "remain-on-exit-format": "",
            "status": "off", "escape-time": "0", "history-limit": "5000",
        }
        setting = [word for name, value in options.items() for word in ("set", "-g", name, value, ";")]
        self.client = subprocess.Popen(
            ["tmux", "-u", "-S", self.socket, "-f", "/dev/null", "-C", "start-server", ";", *setting,
             "new-session", "-s", "t", "-x", str(columns), "-y", str(rows), *map(escaped, command)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TERM": "xterm"})
        self.unread = b""
        self.replies = []
        self.block = None
        for _ in range(len(options) + 2):
            self.await_reply()
        self.pid, self.tty = self.tell("#{pane_pid} #{pane_tty}").split()
        self.pid = int(self.pid)

    # The connection: replies stand between %begin and %end, all that the program writes in %output.

    def take_in(self, seconds, others=()):
        """Reads what has come; whether the program has written."""
        ready, _, _ = select.select([self.client.stdout, *others], [], [], seconds)
        if self.client.stdout not in ready:
            return False
        data = os.read(self.client.stdout.fileno(), 1 << 16)
        if not data:
            raise EOFError(f"tmux has ended: {self.unread!r} {self.replies!r}")
        *lines, self.unread = (self.unread + data).split(b"\n")
        count = len(self.raw)
        for line in lines:
            self.take_in_line(line)
        return len(self.raw) > count

    def take_in_line(self, line):
        if self.block is not None:
            mark, lines = self.block
            if line.startswith((b"%end " + mark, b"%error " + mark)):
                self.replies.append((line.startswith(b"%end"), lines))
                self.block = None
            else:
                lines.append(line)
        elif line.startswith(b"%begin "):
            self.block = (line[len(b"%begin "):], [])
        elif line.startswith(b"%output "):
            self.raw += OCTAL.sub(lambda digits: bytes([int(digits[1], 8)]), line.split(b" ", 2)[2])

    def await_reply(self):
        while not self.replies:
            self.take_in(5)
        succeeded, lines = self.replies.pop(0)
        if not succeeded:
            raise RuntimeError(f"tmux: {b' '.join(lines).decode()}")
        return lines

    def ask(self, command):
        self.client.stdin.write(command.encode() + b"\n")
        self.client.stdin.flush()
        return self.await_reply()

    def tell(self, variables):
        return self.ask(f"display-message -p -t {PANE} '{variables}'")[0].decode()

    # What a terminal does.

    def pump(self, seconds, others=()):
        if self.client is None:
            select.select(list(others), [], [], seconds)
            return False
        return self.take_in(seconds, others)

    def send(self, data):
        for start in range(0, len(data), 500):
            bytes_ = " ".join(f"{byte:02x}" for byte in data[start:start + 500])
            self.ask(f"send-keys -t {PANE} -H {bytes_}")

    def press(self, name):
        self.ask(f"send-keys -t {PANE} {keys.tmux(name)}")

    def paste(self, text):
        file = os.path.join(self.folder.name, "clipboard")
        with open(file, "w", newline="") as stream:
            stream.write(text)
        self.ask(f"load-buffer {file}")
        self.ask(f"paste-buffer -p -t {PANE}")

    def resize(self, rows, columns):
        self.rows, self.columns = rows, columns
        self.ask(f"resize-window -t {PANE} -x {columns} -y {rows}")

    def frame(self):
        screen = Screen(self.columns, self.rows)
        stream = pyte.ByteStream(screen)
        for number, row in enumerate(self.ask(f"capture-pane -p -e -t {PANE}")):
            stream.feed(b"\x1b[%d;1H" % (number + 1) + row)
        return screen

    def history(self):
        rows = [row.decode().rstrip() for row in self.ask(f"capture-pane -p -S - -t {PANE}")]
        return rows + [""] * (self.rows - len(rows))

    def cursor(self):
        column, row = map(int, self.tell("#{cursor_x} #{cursor_y}").split())
        return [row, min(column, self.columns - 1)]

    def exit_status(self):
        if self.client is None:
            return None if os.path.exists(f"/proc/{self.pid}") else -1  # tmux took the status with it
        is_dead, status, signal = self.tell("#{pane_dead} #{pane_dead_status} #{pane_dead_signal}").split(" ")
        if is_dead != "1":
            return None
        if not status + signal:
            self.ask("run-shell true")  # tmux now and then overlooks that a child has ended, until the next one ends
            return None
        return 128 + int(signal) if signal else int(status)

    def hang_up(self):
        self.client.stdin.write(b"kill-server\n")
        self.client.stdin.close()
        self.client.stdout.read()
        self.client.wait()
        self.client = None

    def close(self):
        if self.client is not None:
            self.hang_up()
        self.folder.cleanup()


def escaped(word):
    """tmux takes a `;` at the end of a word for the end of its own command."""
    return word[:-1] + "\\;" if word.endswith(";") else word
