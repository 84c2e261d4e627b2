"""The bytes and tmux names of keys, by the names that tests use: `ctrl-r`, `alt-enter`, `up`."""

# name: (what xterm sends, what tmux calls it)
NAMED = {
    "enter": ("\r", "Enter"), "tab": ("\t", "Tab"), "backtab": ("\x1b[Z", "BTab"), "escape": ("\x1b", "Escape"),
    "backspace": ("\x7f", "BSpace"), "space": (" ", "Space"), "delete": ("\x1b[3~", "DC"), "insert": ("\x1b[2~", "IC"),
    "up": ("\x1b[A", "Up"), "down": ("\x1b[B", "Down"), "right": ("\x1b[C", "Right"), "left": ("\x1b[D", "Left"),
    "home": ("\x1b[H", "Home"), "end": ("\x1b[F", "End"), "pageup": ("\x1b[5~", "PPage"),
    "pagedown": ("\x1b[6~", "NPage"), "f1": ("\x1bOP", "F1"), "f5": ("\x1b[15~", "F5"), "f12": ("\x1b[24~", "F12"),
    "ctrl-left": ("\x1b[1;5D", "C-Left"), "ctrl-right": ("\x1b[1;5C", "C-Right"), "ctrl-space": ("\0", "C-Space"),
    "shift-up": ("\x1b[1;2A", "S-Up"),
}
IN_APPLICATION_MODE = {"up", "down", "right", "left", "home", "end"}


def xterm(name, application_mode):
    """What xterm sends for a key, in the mode that the program has asked for."""
    if name.startswith("alt-"):
        return "\x1b" + xterm(name[4:], application_mode) if name[4:] in NAMED else "\x1b" + name[4:]
    if name in NAMED:
        text = NAMED[name][0]
        return text.replace("[", "O") if application_mode and name in IN_APPLICATION_MODE else text
    if name.startswith("ctrl-") and len(name) == 6:
        return chr(ord(name[5].upper()) & 0x1F)
    raise ValueError(f"unknown key '{name}'")


def tmux(name):
    if name.startswith("alt-"):
        return "M-" + (NAMED[name[4:]][1] if name[4:] in NAMED else name[4:])
    if name in NAMED:
        return NAMED[name][1]
    if name.startswith("ctrl-") and len(name) == 6:
        return "C-" + name[5]
    raise ValueError(f"unknown key '{name}'")
