// The C library's `environ` is a variable; nothing changes it.
@preconcurrency import Glibc
import LeadlineCore

/// A line of the system's shell that runs in the foreground.
struct ChildProcess {
    /// Signals that mean to a program what they mean to every other, whatever this process does with them.
    private static let ownSignals = [SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE, SIGTERM, SIGHUP]
    private static let shell = "/bin/sh"

    private let process: pid_t
    private let terminal: ForegroundTerminal?
    /// Where its input is written to; -1: it has that of this process.
    private let input: Int32

    /// Starts it; `hasInput`: its standard input is what `wait` is given. `output` is its standard output; -1: that of
    /// this process.
    init(
        shell line: String, hasInput: Bool, output: Int32 = -1, terminal: ForegroundTerminal?
    ) throws(SystemError) {
        let pipe = hasInput ? try Self.pipe() : (reading: -1, writing: -1)
        let (process, code) = Self.spawn(
            line, input: pipe.reading, output: output, ownsGroup: terminal != nil)
        if hasInput { close(pipe.reading) }
        guard code == 0 else {
            if hasInput { close(pipe.writing) }
            throw SystemError(code: code)
        }
        self.process = process
        self.terminal = terminal
        input = pipe.writing
        // If it used the terminal before this, it was stopped, and `status` has it go on.
        terminal?.give(to: process)
        // Until then Ctrl-C came here, and was meant for the program.
        if terminal != nil, Interrupt.pressCount > 0 { kill(-process, SIGINT) }
    }

    static func pipe() throws(SystemError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw SystemError(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ line: String, input: Int32, output: Int32, ownsGroup: Bool
    ) -> (process: pid_t, code: Int32) {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if input >= 0 { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        if output >= 0 { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
        var (defaults, none) = (sigset_t(), sigset_t())
        sigemptyset(&defaults)
        sigemptyset(&none)
        for signal in ownSignals { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setsigmask(&attributes, &none)
        var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        if ownsGroup { flags |= POSIX_SPAWN_SETPGROUP }
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var words: [UnsafeMutablePointer<CChar>?] = [shell, "-c", "--", line].map { (word: String) in strdup(word) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var process = pid_t()
        let code = posix_spawn(&process, shell, &actions, &attributes, words, environ)
        return (process, code)
    }

    // MARK: - Waiting

    /// Writes its input as fast as it reads, and waits for its end.
    func wait(feeding bytes: [UInt8]) -> ProgramEnd {
        var rest = bytes[...]
        var isOpen = input >= 0
        defer { if isOpen { close(input) } }
        while true {
            if isOpen, rest.isEmpty || !feed(&rest) {
                close(input)
                isOpen = false
            }
            if let end = status(isOpen ? WNOHANG : 0) { return end }
        }
    }

    /// Writes what it takes now, or waits for a moment, as it may have stopped; false when it reads no more.
    private func feed(_ rest: inout ArraySlice<UInt8>) -> Bool {
        var request = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
        guard poll(&request, 1, 100) > 0 else { return true }
        let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        rest = rest.dropFirst(count)
        return true
    }

    /// Asks it to end.
    func end() { kill(terminal == nil ? process : -process, SIGTERM) }

    /// How it ended; nil as long as it runs.
    func status(_ options: Int32) -> ProgramEnd? {
        var status: Int32 = 0
        let result = waitpid(process, &status, options | WUNTRACED)
        if result < 0, errno != EINTR { return .failed(SystemError(code: errno).reason) }
        if result < 0, let number = Interrupt.ending { kill(terminal == nil ? process : -process, number) }
        guard result > 0 else { return nil }
        let signal = status & 0x7F
        if signal == 0 { return .exited(status >> 8 & 0xFF) }
        guard status & 0xFF == 0x7F else { return .signalled(signal) }
        // What used the terminal too early goes on at once, and so does what no shell below could bring back.
        let isWanted = [SIGTSTP, SIGSTOP].contains(status >> 8 & 0xFF)
        if isWanted { terminal?.suspend(for: process) } else { terminal?.give(to: process) }
        kill(terminal == nil ? process : -process, SIGCONT)
        return nil
    }
}
