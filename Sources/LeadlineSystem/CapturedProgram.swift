import Glibc
import LeadlineCore

/// A line of the system's shell whose standard output is read here.
struct CapturedProgram {
    private let process: ChildProcess
    /// Where its output is read from.
    private let reading: Int32

    /// Starts it, with an empty standard input.
    init(shell line: String, terminal: ForegroundTerminal?) throws(SystemError) {
        let pipe = try ChildProcess.pipe()
        defer { close(pipe.writing) }
        // The end of a pipe that is handed on must wait for its reader, as any program expects.
        _ = fcntl(pipe.writing, F_SETFL, 0)
        do throws(SystemError) {
            process = try ChildProcess(
                shell: "exec </dev/null\n\(line)", hasInput: false, output: pipe.writing, terminal: terminal)
        } catch {
            close(pipe.reading)
            throw error
        }
        reading = pipe.reading
    }

    /// Reads until it has ended; one that takes longer or prints more is asked to end.
    func output(limit: Int, within time: Duration) throws(EffectFailure) -> [UInt8] {
        defer { close(reading) }
        let deadline = SystemClock().now + time
        var bytes: [UInt8] = []
        var isOpen = true
        while true {
            if isOpen { isOpen = read(into: &bytes) } else { usleep(1000) }
            if !isOpen, let end = process.status(WNOHANG) { return try Self.judge(end, bytes) }
            if bytes.count > limit { throw stopped("it printed more than \(limit) bytes") }
            if SystemClock().now > deadline {
                throw stopped("it took longer than \(DurationText.text(time))")
            }
        }
    }

    /// Takes what is there, or waits for a moment; false at the end.
    private func read(into bytes: inout [UInt8]) -> Bool {
        var request = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 100) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(reading, &buffer, buffer.count)
        if count < 0 { return errno == EINTR || errno == EAGAIN }
        bytes += buffer.prefix(count)
        return count > 0
    }

    private func stopped(_ reason: String) -> EffectFailure {
        process.end()
        return EffectFailure(reason)
    }

    private static func judge(_ end: ProgramEnd, _ bytes: [UInt8]) throws(EffectFailure) -> [UInt8] {
        switch end {
        case .exited(0): return bytes
        case .exited(let status): throw EffectFailure("it ended with the exit status \(status)")
        case .signalled(let number): throw EffectFailure("the signal \(number) ended it")
        case .failed(let reason): throw EffectFailure(reason)
        }
    }
}
