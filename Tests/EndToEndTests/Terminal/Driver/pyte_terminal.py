"""A program at a pseudo-terminal of this process, whose output pyte interprets. Windows that shrink cut rows off, as xterm
does."""

import fcntl
import os
import select
import struct
import subprocess
import termios

import keys
import pyte
from screen import APPLICATION_CURSOR_KEYS, BRACKETED_PASTE, Screen

UTF8_INPUT = 0x4000  # IUTF8, set by every terminal of today


class PyteTerminal:
    def __init__(self, argv, environment, folder, rows, columns):
        self.raw = bytearray()
        self.main, self.other = os.openpty()
        self.set_size(rows, columns)
        settings = termios.tcgetattr(self.other)
        settings[0] |= UTF8_INPUT
        termios.tcsetattr(self.other, termios.TCSANOW, settings)
        self.screen = Screen(columns, rows)
        self.screen.answer = lambda text: self.send(text.encode())
        self.stream = pyte.ByteStream(self.screen)
        self.process = subprocess.Popen(
            argv, cwd=folder, env=environment, start_new_session=True,
            stdin=self.other, stdout=self.other, stderr=self.other,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        self.pid = self.process.pid
        self.tty = os.ttyname(self.other)
        os.set_blocking(self.main, False)

    def set_size(self, rows, columns):
        fcntl.ioctl(self.main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def pump(self, seconds, others=()):
        """Takes in what the program has written, waiting for it if there is nothing; whether there was any. Ends sooner
        when one of the other descriptors has something."""
        if self.main is None:
            select.select(list(others), [], [], seconds)
            return False
        ready, _, _ = select.select([self.main, *others], [], [], seconds)
        if self.main not in ready:
            return False
        try:
            data = os.read(self.main, 1 << 16)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def send(self, data):
        while data:
            _, writable, _ = select.select([], [self.main], [], 0.05)
            if writable:
                try:
                    data = data[os.write(self.main, data):]
                except BlockingIOError:
                    pass
            self.pump(0)

    def press(self, name):
        self.send(keys.xterm(name, APPLICATION_CURSOR_KEYS in self.screen.mode).encode())

    def paste(self, text):
        text = text.replace("\n", "\r").encode()
        self.send(b"\x1b[200~" + text + b"\x1b[201~" if BRACKETED_PASTE in self.screen.mode else text)

    def resize(self, rows, columns):
        self.screen.resize(rows, columns)
        self.set_size(rows, columns)

    def frame(self):
        return self.screen

    def history(self):
        return self.screen.gone + self.screen.rows()

    def cursor(self):
        return self.screen.cursor_place()

    def exit_status(self):
        """As a shell tells it; None while the program runs."""
        status = self.process.poll()
        return 128 - status if status is not None and status < 0 else status

    def hang_up(self):
        """The window is closed."""
        os.close(self.other)
        os.close(self.main)
        self.main = None

    def close(self):
        if self.main is not None:
            self.hang_up()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
