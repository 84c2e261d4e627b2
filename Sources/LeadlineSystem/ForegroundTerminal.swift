import Glibc
import LeadlineCore

/// The terminal on standard input, where this process has it: a program that is run gets it, so that Ctrl-C and Ctrl-Z
/// reach only that, and whatever it does to the terminal's mode is undone.
struct ForegroundTerminal {
    static let descriptor = STDIN_FILENO

    private var mode = termios()

    init?() {
        guard tcgetpgrp(Self.descriptor) == getpgrp(), tcgetattr(Self.descriptor, &mode) == 0 else { return nil }
    }

    func give(to group: pid_t) { Self.set(group) }

    func takeBack() {
        Self.set(getpgrp())
        var mode = mode
        Self.withoutStops { _ = tcsetattr(Self.descriptor, TCSADRAIN, &mode) }
    }

    /// A program was stopped: stops this process with its group, so that the shell below has the terminal. Comes back with
    /// that shell's `fg`, or at once where nobody could do that; the terminal is the program's then, in the program's mode.
    func suspend(for group: pid_t) {
        var theirs = termios()
        let hasMode = tcgetattr(Self.descriptor, &theirs) == 0
        takeBack()
        kill(0, SIGTSTP)
        // 'bg' continues it without the terminal.
        while tcgetpgrp(Self.descriptor) != getpgrp() {
            _ = TerminalSignals.takeContinued()
            kill(0, SIGTTIN)
            if !TerminalSignals.takeContinued() { break }
        }
        // Nobody who reads a line has to come back for this.
        _ = TerminalSignals.takeContinued()
        give(to: group)
        if hasMode { Self.withoutStops { _ = tcsetattr(Self.descriptor, TCSADRAIN, &theirs) } }
    }

    /// Moves to the beginning of a line when a program has left the cursor elsewhere; a sign then shows that its last line
    /// is not ended. The sign and a row of blanks go on into the next row, unless they begin a row; that is erased.
    static func beginLine() {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else {
            return
        }
        let blanks = String(repeating: " ", count: Int(size.ws_col) - 1)
        _ = StandardStream.output.write("\u{1B}[2m⏎\u{1B}[m\(blanks)\r\u{1B}[J")
    }

    private static func set(_ group: pid_t) { withoutStops { _ = tcsetpgrp(descriptor, group) } }

    /// Who changes the terminal from the background is stopped, if the signal is not blocked.
    private static func withoutStops(_ body: () -> Void) {
        var (stops, before) = (sigset_t(), sigset_t())
        sigemptyset(&stops)
        sigaddset(&stops, SIGTTOU)
        pthread_sigmask(SIG_BLOCK, &stops, &before)
        body()
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
