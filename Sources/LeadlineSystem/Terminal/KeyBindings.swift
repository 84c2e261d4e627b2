import LeadlineCore

/// Which key does what, in libedit's terms: its own functions where they are good, else commands of ours, which it knows
/// as `leadline-<name>`.
enum KeyBindings {
    /// Keys without a character are given to libedit as control characters that no text contains. They are below U+0100,
    /// so that they can be bound, in vi mode too.
    private static let firstVirtual: UInt32 = 0x80
    private static let names = Key.Name.allCases

    /// Has the editor carry out what a key meant for us.
    static let call = firstVirtual + UInt32(names.count)
    /// libedit's own end of a line, which goes below a line of several rows.
    static let nativeEnter = call + 1
    private static let callName = "leadline-call"

    static func name(of command: EditCommand) -> String { "leadline-\(command.rawValue)" }

    private static func virtual(_ name: Key.Name) -> UInt32 {
        firstVirtual + UInt32(names.firstIndex(of: name) ?? 0)
    }

    /// The scalars that libedit reads for a key; none for a paste.
    static func scalars(of key: Key, isVi: Bool) -> [UInt32] {
        switch key {
        case .text(let character): character.unicodeScalars.map(\.value)
        case .control(let character): character.unicodeScalars.first.map { [$0.value & 0x1F] } ?? []
        // In vi mode Alt with a key is Escape and the key.
        case .alt(let character):
            [isVi ? virtual(.escape) : 0x1B] + character.unicodeScalars.map(\.value)
        case .named(.enter): [0x0D]
        case .named(.tab): [0x09]
        case .named(.backspace): [0x7F]
        case .named(let name): [virtual(name)]
        case .paste: []
        }
    }

    /// Makes our commands known, binds the keys, and has the user's file the first and the last word.
    static func install(in editor: Libedit, isPlain: Bool, userLines: [[String]]) {
        let commands = EditCommand.allCases
        for (slot, command) in commands.enumerated() { editor.add(command: name(of: command), slot: slot) }
        editor.add(command: callName, slot: commands.count)
        // The library may begin in vi mode, which is not for everybody.
        editor.configure(["bind", "-e"])
        // First: which mode it is. `bind -v` and `bind -e` take all other bindings away.
        for words in userLines { editor.configure(words) }
        editor.configure(["edit", "on"])
        // No key is a signal while a line is edited, and none is taken for another.
        editor.configure(["setty", "-d", "-isig", "-icrnl", "-inlcr", "-ixon"])
        let isVi = editor.isVi
        for (key, function) in table(isVi: isVi, isPlain: isPlain) {
            editor.configure(["bind", key, function])
            editor.configure(["bind", "-a", key, function])
        }
        for (key, function) in isVi ? viCommandKeys(isPlain: isPlain) : [] {
            editor.configure(["bind", "-a", key, function])
        }
        for words in userLines { if let words = bound(words) { editor.configure(words) } }
    }

    // MARK: - Tables

    private static func table(isVi: Bool, isPlain: Bool) -> [(String, String)] {
        var table: [(key: String, function: String)] = [
            (text(call), callName), (text(nativeEnter), "ed-newline"),
            ("^W", "ed-delete-prev-word"), ("^U", "vi-kill-line-prev"),
            (text(virtual(.altBackspace)), "ed-delete-prev-word"), (text(virtual(.wordLeft)), "ed-prev-word"),
        ]
        for name in [Key.Name.insert, .pageUp, .pageDown] { table.append((text(virtual(name)), "ed-ignore")) }
        for (key, command) in ourKeys { table.append((key, name(of: command))) }
        for (key, command) in ourNames { table.append((text(virtual(key)), name(of: command))) }
        if isVi {
            table.append((text(virtual(.escape)), "vi-command-mode"))
        } else {
            table.append((text(virtual(.escape)), name(of: .cancel)))
            for (key, command) in emacsKeys { table.append((key, name(of: command))) }
            // It asks for a command where nobody sees it.
            table.append(("\\ex", "ed-unassigned"))
        }
        if isPlain { table += plainKeys }
        return table
    }

    private static let ourKeys: [(String, EditCommand)] = [
        ("^M", .accept), ("^J", .accept), ("^I", .complete), ("^R", .search), ("^A", .home), ("^E", .end),
        ("^D", .deleteOrEnd), ("^H", .deleteBack), ("^?", .deleteBack), ("^L", .clearScreen), ("^C", .interrupt),
        ("^Z", .suspend), ("^G", .cancel), ("^P", .up), ("^N", .down), ("^X^E", .openEditor),
    ]

    private static let emacsKeys: [(String, EditCommand)] = [
        ("^B", .left), ("^F", .right), ("\\e.", .lastArgument), ("\\ef", .nextWord),
    ]

    private static let ourNames: [(Key.Name, EditCommand)] = [
        (.altEnter, .newline), (.backTab, .completeBack), (.up, .up), (.down, .down), (.left, .left), (.right, .right),
        (.home, .home), (.end, .end), (.wordRight, .nextWord), (.delete, .delete),
    ]

    /// vi's command mode. What would ask for more in a line of libedit's own, or run it, is ours or nothing.
    private static func viCommandKeys(isPlain: Bool) -> [(String, String)] {
        let ours: [(String, EditCommand)] = [
            ("^H", .left), ("^?", .left), ("/", .search), ("?", .search), ("v", .openEditor),
            (text(virtual(.escape)), .cancel),
        ]
        let walk: [(String, String)] =
            isPlain
            ? [("k", "ed-prev-history"), ("j", "ed-next-history")]
            : [("k", name(of: .up)), ("j", name(of: .down)), ("-", name(of: .up)), ("+", name(of: .down))]
        return ours.map { ($0, name(of: $1)) } + walk + [(":", "ed-unassigned"), ("#", "ed-unassigned")]
    }

    /// Where libedit paints, it also walks through the history and clears the screen.
    private static let plainKeys: [(String, String)] = [
        (text(virtual(.up)), "ed-prev-history"), (text(virtual(.down)), "ed-next-history"),
        ("^P", "ed-prev-history"), ("^N", "ed-next-history"), ("^L", "ed-clear-screen"),
    ]

    private static func text(_ scalar: UInt32) -> String {
        Unicode.Scalar(scalar).map { String(Character($0)) } ?? ""
    }

    // MARK: - The user's bindings

    /// A `bind` of the user's file, for after ours; nil for other lines and for what would take ours away. Sequences of
    /// named keys become what libedit is given for them.
    private static func bound(_ words: [String]) -> [String]? {
        guard let command = words.first?.split(separator: ":").last, command == "bind" else { return nil }
        var words = words
        let options = words.dropFirst().prefix { $0.hasPrefix("-") && $0.count > 1 }
        guard !options.contains("-v"), !options.contains("-e"), words.count > options.count + 2 else { return nil }
        let place = 1 + options.count
        if let index = options.firstIndex(of: "-k") {
            guard let name = Key.Name(rawValue: words[place]) else { return words }
            words[place] = text(virtual(name))
            words.remove(at: index)
        } else if let name = namedKey(words[place]) {
            words[place] = text(virtual(name))
        }
        return words
    }

    /// The key that a sequence like `^[[1;5C` or `\e[H` stands for, where it is one without a character.
    private static func namedKey(_ sequence: String) -> Key.Name? {
        for escape in ["^[", "\\e", "\\E", "\\033", "\u{1B}"] where sequence.hasPrefix(escape) {
            var decoder = KeyDecoder()
            decoder.feed("\u{1B}\(sequence.dropFirst(escape.count))".utf8)
            guard case .named(let name) = decoder.next() ?? decoder.giveUp(), decoder.next() == nil else { return nil }
            return name
        }
        return nil
    }
}
