"""A screen of cells: pyte's, with what it leaves out of how today's terminals behave."""

import unicodedata

import pyte
import pyte.screens
import wcwidth

ZERO_WIDTH_JOINER, EMOJI_STYLE = "\u200d", "\ufe0f"
SKIN_TONES = range(0x1F3FB, 0x1F400)
REGIONAL_INDICATORS = range(0x1F1E6, 0x1F200)
BRACKETED_PASTE, APPLICATION_CURSOR_KEYS = 2004 << 5, 1 << 5
ATTRIBUTES = {
    "bold": "bold", "blink": "faint", "italics": "italic", "underscore": "underline", "reverse": "reverse",
    "strikethrough": "struck",
}


def width(character):
    """A regional indicator alone takes one cell, so that the two of a flag take two."""
    return 1 if ord(character) in REGIONAL_INDICATORS else wcwidth.wcwidth(character)


pyte.screens.wcwidth = width


class Screen(pyte.Screen):
    """Joins the characters of a grapheme in one cell, knows faint text (kept as `blink`), answers the program, and does
    not move what stands on it when the window changes, but for what has no place any more."""

    answer = staticmethod(lambda text: None)

    def __init__(self, columns, lines):
        self.gone = []  # rows that went over the upper edge
        super().__init__(columns, lines)

    def index(self):
        if self.margins is None and self.cursor.y == self.lines - 1:
            self.gone.append(self.rows()[0])
        super().index()

    def write_process_input(self, data):
        self.answer(data)

    def draw(self, data):
        if data.isascii():
            return super().draw(data)
        for character in data:
            if not self.join(character):
                super().draw(character)

    def join(self, character):
        """Adds the character to the cell in front of the cursor when it belongs there."""
        line = self.buffer[self.cursor.y]
        x = self.cursor.x - 1
        if x > 0 and line[x].data == "":
            x -= 1
        last = line[x].data if x >= 0 else ""
        if not last or not belongs_to(last, character):
            return False
        cells = self.cursor.x - x
        line[x] = line[x]._replace(data=last + character)
        if grows(last, character) and cells == 1 and self.cursor.x < self.columns:
            line[x + 1] = line[x]._replace(data="")
            self.cursor.x += 1
        self.dirty.add(self.cursor.y)
        return True

    def select_graphic_rendition(self, *attributes, private=False):
        if private:
            return
        shown, rest = [], list(attributes)
        while rest:
            code = rest.pop(0)
            if code in (38, 48):
                count = 4 if rest[:1] == [2] else 2
                shown += [code] + rest[:count]
                rest = rest[count:]
            else:
                shown += {2: [5], 22: [22, 25]}.get(code, [code])
        super().select_graphic_rendition(*shown)

    def resize(self, lines=None, columns=None):
        lines, columns = lines or self.lines, columns or self.columns
        gone = max(0, self.cursor.y - lines + 1)
        self.gone += self.rows()[:gone]
        kept = {y - gone: self.buffer[y] for y in list(self.buffer) if gone <= y < gone + lines}
        self.buffer.clear()
        self.buffer.update(kept)
        for line in self.buffer.values():
            for x in [x for x in line if x >= columns]:
                del line[x]
        self.lines, self.columns = lines, columns
        self.cursor.y -= gone
        self.cursor.x = min(self.cursor.x, columns - 1)
        self.set_margins()
        self.dirty.update(range(lines))

    def set_margins(self, top=None, bottom=None):
        """pyte moves the cursor home even when a resize only takes the margins away."""
        if top is None and bottom is None:
            self.margins = None
        else:
            super().set_margins(top, bottom)

    # What stands on it.

    def rows(self):
        return ["".join(self.buffer[y][x].data for x in range(self.columns)).rstrip() for y in range(self.lines)]

    def text_before(self, row, column):
        """What stands in front of a place, rows being joined."""
        full = [self.buffer[y][x].data for y in range(row) for x in range(self.columns)]
        return "".join(full + [self.buffer[row][x].data for x in range(column)])

    def styles(self):
        """The styled parts of the rows: `row:from-to style`, counted in cells from 0, `to` being the last one."""
        return [
            f"{y}:{start}-{end} {style}" for y in range(self.lines) for start, end, style in runs(self.buffer[y], self.columns)]

    def cursor_place(self):
        """As a person sees it: behind a full row it stands on the last cell."""
        return [self.cursor.y, min(self.cursor.x, self.columns - 1)]


def belongs_to(last, character):
    code = ord(character)
    if last.endswith(ZERO_WIDTH_JOINER) or character in (ZERO_WIDTH_JOINER, EMOJI_STYLE):
        return True
    if code in REGIONAL_INDICATORS:
        return len(last) == 1 and ord(last) in REGIONAL_INDICATORS
    if code in SKIN_TONES:
        return width(last[0]) == 2
    return width(character) == 0 and unicodedata.category(character) != "Cc"


def grows(last, character):
    """Whether the cell becomes two cells wide by the character."""
    return character == EMOJI_STYLE or ord(character) in REGIONAL_INDICATORS


def runs(line, columns):
    """The styled parts of a row: (first cell, last cell, style). Blanks belong to a part when it goes on behind them."""
    found = []
    for x in range(columns):
        style = style_of(line[x])
        if style is None:
            continue
        if found and found[-1][2] == style and all(style_of(line[between]) is None for between in range(found[-1][1] + 1, x)):
            found[-1][1] = x
        else:
            found.append([x, x, style])
    return [run for run in found if run[2]]


def style_of(cell):
    """None for what looks the same in every style, a blank and the second half of a wide character; empty for no style."""
    if cell.data == "" or (cell.data == " " and cell.bg == "default" and not (cell.reverse or cell.underscore)):
        return None
    words = [word for name, word in ATTRIBUTES.items() if getattr(cell, name)]
    if cell.fg != "default":
        words.append(cell.fg.replace("brown", "yellow"))
    if cell.bg != "default":
        words.append("on " + cell.bg.replace("brown", "yellow"))
    return " ".join(words)
