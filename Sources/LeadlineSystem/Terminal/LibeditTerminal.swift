import Glibc
package import LeadlineCore

/// The terminal that the process was started from. libedit edits; a front end paints, or libedit does on a plain terminal.
package final class LibeditTerminal: Terminal {
    /// Whether libedit paints: it is asked for by `ACCESSIBLE`, or the terminal can nothing else.
    package let isPlain: Bool
    private let device: TerminalDevice
    private let editor: Libedit
    private let programs: PosixPrograms
    private var decoder = KeyDecoder()

    /// From now on Ctrl-C does not end the process. nil: standard input is no terminal.
    package init?(variables: [String: String], programs: PosixPrograms) {
        guard let device = TerminalDevice() else { return nil }
        let isPlain = Self.isPlain(variables)
        guard let editor = Libedit(terminal: device.output, isPainting: isPlain) else { return nil }
        self.isPlain = isPlain
        self.device = device
        self.editor = editor
        self.programs = programs
        Interrupt.watchAtPrompt()
        KeyBindings.install(in: editor, isPlain: isPlain, userLines: Self.userLines(variables))
    }

    package var size: TerminalSize { device.size }

    package func write(_ text: String) { device.write(text) }

    package func readLine(_ frontEnd: any LineFrontEnd, initial: EditBuffer) -> LineEnd {
        let reading = LineReading(
            frontEnd: frontEnd, editor: editor, device: device, isPlain: isPlain, programs: programs, decoder: decoder)
        defer { decoder = reading.decoder }
        return reading.read(initial: initial)
    }

    static func isPlain(_ variables: [String: String]) -> Bool {
        let term = variables["TERM"] ?? ""
        return ["", "dumb", "emacs"].contains(term) || variables["ACCESSIBLE"].map { !$0.isEmpty } ?? false
    }

    /// The commands of the user's file for programs with libedit.
    private static func userLines(_ variables: [String: String]) -> [[String]] {
        let path = variables["EDITRC"] ?? variables["HOME"].map { "\($0)/.editrc" }
        guard let path, let bytes = try? PosixFileSystem().read(path, limit: 1 << 20) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let text = String(decoding: line, as: UTF8.self).drop(while: \.isWhitespace)
            return text.isEmpty || text.hasPrefix("#") ? nil : Libedit.words(of: String(text))
        }
    }
}
