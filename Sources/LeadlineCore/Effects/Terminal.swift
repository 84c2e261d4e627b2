/// The terminal that a person types at, with its line editor. Belongs to one thread.
package protocol Terminal: AnyObject {
    var size: TerminalSize { get }
    /// Whether lines are edited without colours, menus and repainting: for screen readers and terminals that cannot.
    var isPlain: Bool { get }
    /// Reads a line; returns when it is accepted, given up, or when there will be none. The terminal is in its usual
    /// mode before and after.
    func readLine(_ frontEnd: any LineFrontEnd, initial: EditBuffer) -> LineEnd
    /// Writes to the terminal itself, wherever standard output goes.
    func write(_ text: String)
}

package struct TerminalSize: Sendable, Equatable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// A text under edit. It may have several lines.
package struct EditBuffer: Sendable, Equatable {
    package var text: String
    /// In UTF-8 bytes from the start.
    package var cursor: Int

    package init(text: String, cursor: Int) {
        self.text = text
        self.cursor = cursor
    }

    /// With the cursor behind the text.
    package init(_ text: String) { self.init(text: text, cursor: text.utf8.count) }
}

/// How the reading of a line ended.
package enum LineEnd: Sendable, Equatable {
    case accepted(String)
    /// Ctrl-C: the text that was given up.
    case interrupted(String)
    /// Ctrl-D on an empty line.
    case endOfInput
    /// A signal asked the process to end, or the terminal went away: the signal's number, and the text under edit.
    case terminated(Int32, String)
}

/// What stands in front of a line editor: it paints, and gives keys their meaning where that is not libedit's own.
/// Called on the thread that reads the line.
package protocol LineFrontEnd: AnyObject {
    /// What to write to the terminal before the editor waits for the next key; empty when nothing has changed.
    func paint(_ buffer: EditBuffer, _ size: TerminalSize) -> String
    /// The window has another size; what to write before the next `paint`.
    func resized(to size: TerminalSize) -> String
    /// What to write when something else takes the screen (a suspension, another program) or the reading ends: the
    /// cursor goes below the frame, what is no part of the line (menu, hint) is erased.
    func leave(_ buffer: EditBuffer, _ size: TerminalSize) -> String
    /// The screen was cleared or written over by something else: nothing of the frame is there any more.
    func forget()
    /// A key, before it means anything: for menus and searches. `pass` leaves it to its binding.
    func filter(_ key: Key, _ buffer: EditBuffer) -> EditAction
    /// A command of ours, by the key that it is bound to.
    func perform(_ command: EditCommand, _ buffer: EditBuffer) -> EditAction
    /// The prompt of a plain terminal.
    var plainPrompt: String { get }
    /// The entry of the command history, 0 the newest, for the plain editor's own walk; nil behind the oldest.
    func historyEntry(_ index: Int) -> String?
}

/// What a front end makes of a key or command.
package enum EditAction: Sendable, Equatable {
    /// The editor goes on with its own meaning; of a command: rings nothing, does nothing.
    case pass
    /// The key is used up.
    case done
    /// The text under edit becomes this.
    case replace(EditBuffer)
    /// The line is ended with this text.
    case accept(String)
    case interrupt
    case endOfInput
    /// Ctrl-Z.
    case suspend
    /// Clears the screen and paints again.
    case clearScreen
    /// Opens the user's editor with the text; what it saves becomes the text under edit.
    case openEditor
    /// Lines for a plain terminal, above the prompt; the text under edit becomes the buffer.
    case printAbove(String, EditBuffer)
}

/// What keys can be bound to beside libedit's own commands; in a `~/.editrc` as `leadline-complete`.
package enum EditCommand: String, Sendable, CaseIterable {
    /// Enter: sends what is complete, else a new line.
    case accept
    /// Alt-Enter: a new line in any case.
    case newline
    /// Tab, Shift-Tab.
    case complete
    case completeBack = "complete-back"
    /// Ctrl-R.
    case search
    case up, down, left, right
    /// Home, Ctrl-A; End, Ctrl-E: of the line in a text of several.
    case home, end
    /// Ctrl-Right, Alt-F: a word on, or a word of the suggestion.
    case nextWord = "next-word"
    case deleteBack = "delete-back"
    case delete
    /// Ctrl-D: the character under the cursor; on an empty line the end.
    case deleteOrEnd = "delete-or-end"
    /// Alt-.
    case lastArgument = "last-argument"
    case clearScreen = "clear-screen"
    case interrupt, suspend
    /// Ctrl-X Ctrl-E.
    case openEditor = "open-editor"
    /// Escape alone, Ctrl-G.
    case cancel
}

/// A key, after its bytes were read.
package enum Key: Sendable, Equatable {
    /// Printable text, one character.
    case text(Character)
    /// Ctrl with a letter, lower case, or with one of `@[\]^_`.
    case control(Character)
    case alt(Character)
    case named(Name)
    /// A bracketed paste, cleaned: line ends are `\n`, no control characters but tab.
    case paste(String)

    package enum Name: String, Sendable, CaseIterable {
        case enter, altEnter, tab, backTab, escape, backspace, altBackspace, delete, insert, up, down, left, right,
            home, end
        case pageUp, pageDown, wordLeft, wordRight
    }
}
