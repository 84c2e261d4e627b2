import CLibedit
import Glibc
import LeadlineCore

/// The reading of one line: makes keys of bytes, offers them to the front end, then to libedit, and carries out what the
/// front end wants. libedit calls it back: `nextKey` whenever it needs a key, `command` for keys bound to us.
final class LineReading {
    let frontEnd: any LineFrontEnd
    private let editor: Libedit
    private let device: TerminalDevice
    private let isPlain: Bool
    private let programs: PosixPrograms
    /// Keys that were typed ahead go from one reading to the next.
    private(set) var decoder: KeyDecoder
    /// What libedit reads next.
    private var scalars: [UInt32] = []
    /// What the key `KeyBindings.call` carries out: the line may only be changed from inside of a command.
    private var called: EditAction?
    private var end: LineEnd?

    init(
        frontEnd: any LineFrontEnd, editor: Libedit, device: TerminalDevice, isPlain: Bool, programs: PosixPrograms,
        decoder: KeyDecoder
    ) {
        self.frontEnd = frontEnd
        self.editor = editor
        self.device = device
        self.isPlain = isPlain
        self.programs = programs
        self.decoder = decoder
    }

    /// The object behind a context that libedit hands back; it lives as long as the reading.
    static func at(_ context: UnsafeMutableRawPointer?) -> LineReading? {
        context.map { Unmanaged<LineReading>.fromOpaque($0).takeUnretainedValue() }
    }

    func read(initial: EditBuffer) -> LineEnd {
        editor.resize()
        // What came before, which the caller has seen, ends no line.
        Interrupt.clear()
        TerminalSignals.forget()
        if !initial.text.isEmpty { call(.replace(initial)) }
        enter()
        // libedit shows its prompt first and sets the mode then: keys that are typed at once would be echoed.
        if isPlain { editor.setRaw(true) }
        let isLine = editor.read(prompt: isPlain ? frontEnd.plainPrompt : "", self)
        let rest = editor.buffer
        let end = end ?? (isLine ? .accepted(rest.text.droppingLineEnd) : .endOfInput)
        leave(EditBuffer(end.text ?? rest.text))
        return end
    }

    // MARK: - Callbacks

    /// The next scalar for libedit; nil: the reading has ended.
    func nextKey() -> UInt32? {
        while true {
            if !scalars.isEmpty { return scalars.removeFirst() }
            if end != nil { return nil }
            if let key = decoder.next() { offer(key) } else { wait() }
        }
    }

    /// A command of ours by its number in `EditCommand`; the one behind them is `KeyBindings.call`.
    func command(_ slot: Int) -> Libedit.Step {
        let commands = EditCommand.allCases
        guard slot < commands.count else {
            defer { called = nil }
            return called.map(carryOut) ?? leadline_editor_goes_on
        }
        return carryOut(frontEnd.perform(commands[slot], editor.buffer))
    }

    // MARK: - Keys

    private func offer(_ key: Key) {
        switch frontEnd.filter(key, editor.buffer) {
        case .pass:
            if case .paste(let text) = key {
                var buffer = editor.buffer
                buffer.insert(text)
                call(.replace(buffer))
            } else {
                scalars += KeyBindings.scalars(of: key, isVi: editor.isVi)
            }
        case .done: break
        case let action: call(action)
        }
    }

    private func call(_ action: EditAction) {
        called = action
        scalars.append(KeyBindings.call)
    }

    private func wait() {
        var event = device.wait(milliseconds: 0)
        if event == .timeout {
            if decoder.pending == .nothing, !isPlain { device.write(frontEnd.paint(editor.buffer, device.size)) }
            event = device.wait(milliseconds: patience)
        }
        switch event {
        case .bytes(let bytes): decoder.feed(bytes)
        case .timeout: if let key = decoder.giveUp() { offer(key) }
        case .signal: break
        case .hangup: terminate(SIGHUP)
        }
        lookForSignals()
    }

    /// Milliseconds until what is pending is taken as it is.
    private var patience: Int32 {
        switch decoder.pending {
        case .nothing: -1
        case .sequence: 40
        case .paste: 2000
        }
    }

    // MARK: - Signals

    private func lookForSignals() {
        if let number = Interrupt.ending { return terminate(number) }
        if Interrupt.pressCount > 0 {
            Interrupt.clear()
            offer(.control("c"))
        }
        if TerminalSignals.takeResized() {
            editor.resize()
            if isPlain { editor.draw() } else { device.write(frontEnd.resized(to: device.size)) }
        }
        if TerminalSignals.takeStopRequest() { suspend() }
        if TerminalSignals.takeContinued() { comeBack() }
    }

    private func terminate(_ number: Int32) { end = .terminated(number, editor.buffer.text) }

    // MARK: - The terminal's mode

    /// libedit makes the mode itself when it reads its first key.
    private func enter() {
        device.setGuarded(true, isPainted: !isPlain)
        TerminalSignals.catchStops(true)
        if !isPlain { device.write("\u{1B}[?2004h") }
    }

    private func leave(_ buffer: EditBuffer) {
        if !isPlain { device.write(frontEnd.leave(buffer, device.size) + "\u{1B}[?2004l") }
        TerminalSignals.catchStops(false)
        device.setGuarded(false, isPainted: !isPlain)
    }

    /// Gives the terminal to something else and takes it back.
    private func interlude(_ body: () -> Void) {
        if isPlain { device.write("\n") }
        leave(editor.buffer)
        editor.setRaw(false)
        body()
        comeBack()
    }

    /// Whoever had the terminal may have left it in any mode; libedit thinks that it is still its own.
    private func comeBack() {
        editor.setRaw(false)
        editor.setRaw(true)
        editor.resize()
        enter()
        frontEnd.forget()
        if isPlain { editor.draw() }
    }

    private func suspend() {
        interlude {
            _ = TerminalSignals.takeContinued()
            kill(0, SIGTSTP)
            // It may come back before it stops; and a process that nobody could wake does not stop at all.
            _ = device.wait(milliseconds: 200)
            _ = TerminalSignals.takeContinued()
        }
    }

    // MARK: - Actions

    private func carryOut(_ action: EditAction) -> Libedit.Step {
        switch action {
        case .pass: return leadline_editor_goes_on
        case .done: return goesOn
        case .replace(let buffer): editor.replace(with: buffer)
        case .accept(let text): return finish(.accepted(text))
        case .interrupt: return finish(.interrupted(editor.buffer.text))
        case .endOfInput: return finish(.endOfInput)
        case .suspend: suspend()
        case .clearScreen: clearScreen()
        case .openEditor: openEditor()
        case .printAbove(let text, let buffer): printAbove(text, buffer)
        }
        return goesOn
    }

    /// What libedit draws nowhere it need not draw again.
    private var goesOn: Libedit.Step { isPlain ? leadline_editor_paints_again : leadline_editor_goes_on }

    private func finish(_ end: LineEnd) -> Libedit.Step {
        self.end = end
        guard isPlain else { return leadline_editor_ends_line }
        if case .interrupted = end { device.write("^C") }
        scalars.append(KeyBindings.nativeEnter)
        return leadline_editor_goes_on
    }

    private func clearScreen() {
        if isPlain { return }
        device.write("\u{1B}[H\u{1B}[2J")
        frontEnd.forget()
    }

    private func openEditor() {
        let text = editor.buffer.text
        interlude {
            guard let edited = try? programs.edit(text, suffix: ".leadline"), edited.end == .exited(0) else { return }
            editor.replace(with: EditBuffer(edited.text.droppingLineEnd))
        }
    }

    private func printAbove(_ text: String, _ buffer: EditBuffer) {
        if !isPlain { device.write(frontEnd.leave(editor.buffer, device.size)) }
        device.write((isPlain ? "\n" : "") + text.droppingLineEnd + "\n")
        frontEnd.forget()
        editor.replace(with: buffer)
        if isPlain { editor.draw() }
    }
}

extension LineEnd {
    /// The text under edit at the end; nil where there is none.
    fileprivate var text: String? {
        switch self {
        case .accepted(let text), .interrupted(let text), .terminated(_, let text): text
        case .endOfInput: nil
        }
    }
}

extension EditBuffer {
    /// Puts a text before the cursor.
    fileprivate mutating func insert(_ text: String) {
        var bytes = Array(self.text.utf8)
        let place = min(max(cursor, 0), bytes.count)
        bytes.insert(contentsOf: text.utf8, at: place)
        self = EditBuffer(text: String(decoding: bytes, as: UTF8.self), cursor: place + text.utf8.count)
    }
}

extension String {
    /// Without the line feed at its end.
    fileprivate var droppingLineEnd: String { last == "\n" ? String(dropLast()) : self }
}
