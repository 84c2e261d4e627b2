import CLibedit
import Glibc
import LeadlineCore

/// The terminal itself: keys come from standard input; what is shown goes to standard output if that is the terminal, else
/// to the process's terminal.
final class TerminalDevice {
    /// What became of waiting.
    enum Event: Equatable {
        case bytes([UInt8])
        /// A signal came.
        case signal
        case timeout
        /// The terminal went away.
        case hangup
    }

    private static let chunkSize = 8 << 10
    private static let input = STDIN_FILENO

    /// Where it is written to.
    let output: Int32
    /// A pipe that signal handlers write to.
    private let wake: (reading: Int32, writing: Int32)

    /// nil: standard input is no terminal, or none can be written to.
    init?() {
        guard isatty(Self.input) == 1 else { return nil }
        let output = isatty(STDOUT_FILENO) == 1 ? STDOUT_FILENO : open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY)
        var ends: [Int32] = [-1, -1]
        guard output >= 0, pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        self.output = output
        wake = (ends[0], ends[1])
        TerminalSignals.prepare(wakeDescriptor: wake.writing)
        leadline_terminal_guard(Self.input)
    }

    var size: TerminalSize {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return TerminalSize(columns: 80, rows: 24)
        }
        return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    func write(_ text: String) {
        if !text.isEmpty { _ = StandardStream(descriptor: output).write(text) }
    }

    /// Whether a crash from now on has a mode to put back, and, on a painted terminal, bracketed pastes and the cursor.
    func setGuarded(_ isGuarded: Bool, isPainted: Bool) { leadline_terminal_set_guarded(isGuarded, isPainted) }

    /// Waits for keys or a signal, at most so many milliseconds; -1: without end.
    func wait(milliseconds: Int32) -> Event {
        var requests = [
            pollfd(fd: Self.input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&requests, 2, milliseconds)
        if count == 0 { return .timeout }
        if count < 0 { return errno == EINTR ? .signal : .hangup }
        if requests[1].revents != 0 {
            _ = read(from: wake.reading)
            return .signal
        }
        let (bytes, code) = read(from: Self.input)
        if !bytes.isEmpty { return .bytes(bytes) }
        // A terminal that another program made non-blocking has nothing after all.
        return code == EINTR || code == EAGAIN ? .signal : .hangup
    }

    /// What is there, and the error's number where nothing is.
    private func read(from descriptor: Int32) -> (bytes: [UInt8], code: Int32) {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
            let result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if result < 0 { code = errno }
            count = max(result, 0)
        }
        return (bytes, code)
    }
}
