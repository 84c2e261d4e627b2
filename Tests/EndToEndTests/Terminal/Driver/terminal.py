"""Drives a program at a terminal for a test: one JSON object per line in, one out.

    {"do": "start", "argv": [...], "env": {...}, "folder": "...", "rows": 24, "columns": 80, "emulator": "pyte"}
    {"do": "type", "text": "find leads"}         as if typed, without Enter
    {"do": "press", "keys": ["tab", "ctrl-r"]}   keys.py knows the names
    {"do": "send", "bytes": "BASE64"}            as they are
    {"do": "paste", "text": "..."}               bracketed when the program asked for it
    {"do": "resize", "rows": 24, "columns": 40}
    {"do": "wait", "for": [...], "seconds": 10}  until all the conditions hold, see Wait
    {"do": "screen", "styles": true}             {"rows": [...], "cursor": [row, column], "styles": [...]}
    {"do": "history"}                            {"rows": [...]}: the screen's and those that went over its upper edge
    {"do": "raw"}                                {"bytes": "BASE64"}: all that the program has written
    {"do": "signal", "number": 15}               to the program itself
    {"do": "settings"}                           {"text": ...}: what `stty -a` says of the terminal
    {"do": "hangup"}                             the window is closed
    {"do": "close"}                              ends all

Rows and columns count from 0. A failure is {"error": ..., "screen": ..., "tail": ...}. The end of the input ends all.
"""

import base64
import json
import os
import re
import signal
import subprocess
import sys
import time

from pyte_terminal import PyteTerminal
from tmux_terminal import TmuxTerminal

EMULATORS = {"pyte": PyteTerminal, "tmux": TmuxTerminal}


class Wait:
    """Waits until all conditions hold at the same time. A condition is a list of its kind and what belongs to it:
    text TEXT, no_text TEXT, regex REGEX   of the screen's rows, joined by line feeds
    line REGEX                             of the row that the cursor stands in
    row NUMBER TEXT                        the row is the text
    cursor ROW COLUMN                      its place
    typed TEXT                             what stands in front of the cursor ends with it, rows being joined
    raw TEXT TIMES                         the program has written it, so often
    file PATH TEXT                         it holds the text
    ended                                  the program
    quiet MILLISECONDS                     without output
    """

    def __init__(self, terminal, conditions):
        self.terminal = terminal
        self.conditions = conditions
        self.last_output = time.monotonic()
        self.looked = None

    def screen(self):
        """The rows and the cursor's place, looked at once for all conditions."""
        self.looked = self.looked or (self.terminal.frame().rows(), self.terminal.cursor())
        return self.looked

    def is_met(self):
        self.looked = None
        return all(getattr(self, "is_" + kind)(*rest) for kind, *rest in self.conditions)

    def is_text(self, text):
        return text in "\n".join(self.screen()[0])

    def is_no_text(self, text):
        return not self.is_text(text)

    def is_regex(self, pattern):
        return re.search(pattern, "\n".join(self.screen()[0]), re.MULTILINE) is not None

    def is_line(self, pattern):
        rows, cursor = self.screen()
        return re.search(pattern, rows[cursor[0]]) is not None

    def is_row(self, number, text):
        rows = self.screen()[0]
        return number < len(rows) and rows[number] == text

    def is_cursor(self, row, column):
        return self.screen()[1] == [row, column]

    def is_typed(self, text):
        return self.terminal.frame().text_before(*self.screen()[1]).endswith(text)

    def is_raw(self, text, times):
        return self.terminal.raw.count(text.encode()) >= times

    def is_file(self, path, text):
        try:
            with open(path, "rb") as stream:
                return text.encode() in stream.read()
        except FileNotFoundError:
            return False

    def is_ended(self):
        return self.terminal.exit_status() is not None

    def is_quiet(self, milliseconds):
        return time.monotonic() - self.last_output >= milliseconds / 1000

    def run(self, seconds):
        deadline = time.monotonic() + seconds
        # Files, the end of a program and silence do not wake us, so these are looked at again and again.
        wakes = {"file", "ended", "quiet"}.isdisjoint(one[0] for one in self.conditions)
        while True:
            while self.terminal.pump(0):
                self.last_output = time.monotonic()
            seen = len(self.terminal.raw)
            if self.is_met():
                return
            if len(self.terminal.raw) > seen:  # more came in while tmux was asked
                self.last_output = time.monotonic()
                continue
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not within {seconds} s: {json.dumps(self.conditions, ensure_ascii=False)}")
            if self.terminal.pump(min(left, 1 if wakes else 0.01)):
                self.last_output = time.monotonic()


class Driver:
    def __init__(self):
        self.terminal = None

    def do(self, request):
        return getattr(self, "do_" + request["do"])(request) or {}

    def do_start(self, request):
        self.terminal = EMULATORS[request["emulator"]](
            request["argv"], request["env"], request["folder"], request["rows"], request["columns"])
        return {"pid": self.terminal.pid}

    def do_type(self, request):
        self.terminal.send(request["text"].encode())

    def do_press(self, request):
        for name in request["keys"]:
            self.terminal.press(name)

    def do_send(self, request):
        self.terminal.send(base64.b64decode(request["bytes"]))

    def do_paste(self, request):
        self.terminal.paste(request["text"])

    def do_resize(self, request):
        self.terminal.resize(request["rows"], request["columns"])

    def do_wait(self, request):
        Wait(self.terminal, request["for"]).run(request["seconds"])
        return {"status": self.terminal.exit_status()}

    def do_screen(self, request):
        while self.terminal.pump(0):
            pass
        screen = self.terminal.frame()
        styles = screen.styles() if request.get("styles") else []
        return {"rows": screen.rows(), "cursor": self.terminal.cursor(), "styles": styles}

    def do_history(self, request):
        while self.terminal.pump(0):
            pass
        return {"rows": self.terminal.history()}

    def do_raw(self, request):
        while self.terminal.pump(0):
            pass
        return {"bytes": base64.b64encode(self.terminal.raw).decode()}

    def do_signal(self, request):
        os.kill(self.terminal.pid, request["number"])

    def do_settings(self, request):
        run = subprocess.run(["stty", "-a", "-F", self.terminal.tty], capture_output=True, text=True, check=True)
        return {"text": run.stdout}

    def do_hangup(self, request):
        self.terminal.hang_up()

    def do_close(self, request):
        if self.terminal is not None:
            self.terminal.close()
            self.terminal = None

    def failure(self, error):
        reply = {"error": f"{type(error).__name__}: {error}", "screen": "", "tail": ""}
        try:
            reply["screen"] = "\n".join(self.terminal.frame().rows()).rstrip()
            reply["tail"] = repr(bytes(self.terminal.raw[-600:]))[2:-1]
        except Exception as second:  # what went wrong first is what counts
            reply["tail"] = f"(no screen: {second})"
        return reply


def main():
    # Programs start with the system's own dispositions, whatever this process was started with.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
        signal.signal(number, signal.SIG_DFL)
    driver = Driver()
    try:
        for line in sys.stdin:
            try:
                reply = driver.do(json.loads(line))
            except Exception as error:
                reply = driver.failure(error)
            print(json.dumps(reply), flush=True)
    finally:
        driver.do_close({})


if __name__ == "__main__":
    main()
