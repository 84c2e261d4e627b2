"""Drives a program at a terminal for a test: one JSON object per line in, one out.

    {"do": "start", "argv": [...], "env": {...}, "folder": "...", "rows": 24, "columns": 80, "emulator": "pyte"}
    {"do": "type", "text": "find leads"}         as if typed, without Enter
    {"do": "press", "keys": ["tab", "ctrl-r"]}   keys.py knows the names
    {"do": "send", "bytes": "BASE64"}            as they are
    {"do": "paste", "text": "..."}               bracketed when the program asked for it
    {"do": "resize", "rows": 24, "columns": 40}
    {"do": "wait", "seconds": 10, ...}           until all the named conditions hold, see Condition
    {"do": "screen", "styles": true}             {"rows": [...], "cursor": [row, column], "styles": [...]}
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


class Condition:
    """What a `wait` waits for. `text`, `no_text`, `regex` look at the rows of the screen, joined by line feeds; `line`, a
    regex, at the row that the cursor stands in; `row` with `equals` at one row; `cursor` is [row, column]; `raw` a text among
    all that was written, `count` times; `ended` the program; `file` with `contains` a file; `quiet` milliseconds without
    output."""

    def __init__(self, terminal, wanted):
        self.terminal = terminal
        self.wanted = wanted
        self.last_output = time.monotonic()

    def is_met(self):
        wanted = self.wanted
        if "quiet" in wanted and time.monotonic() - self.last_output < wanted["quiet"] / 1000:
            return False
        if "ended" in wanted and self.terminal.exit_status() is None:
            return False
        if "cursor" in wanted and self.terminal.cursor() != wanted["cursor"]:
            return False
        if "raw" in wanted and self.terminal.raw.count(wanted["raw"].encode()) < wanted.get("count", 1):
            return False
        return self.is_in_file() and self.is_on_screen()

    def is_in_file(self):
        if "file" not in self.wanted:
            return True
        try:
            with open(self.wanted["file"], "rb") as stream:
                return self.wanted.get("contains", "").encode() in stream.read()
        except FileNotFoundError:
            return False

    def is_on_screen(self):
        wanted = self.wanted
        if not wanted.keys() & {"text", "no_text", "regex", "line", "row"}:
            return True
        rows = self.terminal.frame().rows()
        text = "\n".join(rows)
        return (
            wanted.get("text", "") in text
            and ("no_text" not in wanted or wanted["no_text"] not in text)
            and ("regex" not in wanted or re.search(wanted["regex"], text, re.MULTILINE) is not None)
            and ("line" not in wanted or re.search(wanted["line"], rows[self.terminal.cursor()[0]]) is not None)
            and ("row" not in wanted or rows[wanted["row"]] == wanted["equals"]))

    def wait(self):
        limit = self.wanted.get("seconds", 10)
        deadline = time.monotonic() + limit
        # Files and the end of a program do not wake us, so these are looked at again and again.
        step = 0.01 if self.wanted.keys() & {"file", "ended", "quiet"} else 0.5
        while True:
            while self.terminal.pump(0):
                self.last_output = time.monotonic()
            seen = len(self.terminal.raw)
            if self.is_met():
                return
            if len(self.terminal.raw) > seen:  # more came in while tmux was asked
                self.last_output = time.monotonic()
                continue
            if time.monotonic() > deadline:
                what = {key: value for key, value in self.wanted.items() if key not in ("do", "seconds")}
                raise TimeoutError(f"not within {limit} s: {json.dumps(what, ensure_ascii=False)}")
            if self.terminal.pump(step):
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
        Condition(self.terminal, request).wait()
        return {"status": self.terminal.exit_status()} if "ended" in request else {}

    def do_screen(self, request):
        while self.terminal.pump(0):
            pass
        screen = self.terminal.frame()
        styles = screen.styles() if request.get("styles") else []
        return {"rows": screen.rows(), "cursor": self.terminal.cursor(), "styles": styles}

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
