import Glibc
package import LeadlineCore

/// Standard output or standard error.
package struct StandardStream: Sendable {
    package enum Outcome: Sendable, Equatable {
        case written
        /// Nobody reads any more: `leadline … | head`.
        case closed
        /// Lower case, as in "no space left on device".
        case failed(String)
    }

    let descriptor: Int32

    package static let output = StandardStream(descriptor: STDOUT_FILENO)
    package static let error = StandardStream(descriptor: STDERR_FILENO)

    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The terminal's columns; nil where there is no terminal.
    package var width: Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes everything, however many calls it takes.
    package func write(_ text: String) -> Outcome {
        var text = text
        return text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch SystemCalls.retrying({ writeOnce(rest) }) {
            case .success(let count): rest = rest.dropFirst(count)
            case .failure(let error) where error.code == EAGAIN: waitUntilWritable()
            case .failure(let error) where error.code == EPIPE: return .closed
            case .failure(let error): return .failed(error.reason)
            }
        }
        return .written
    }

    private func writeOnce(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        let bytes = UnsafeRawBufferPointer(rebasing: bytes)
        return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    }

    /// A terminal that another program made non-blocking takes no more for a moment.
    private func waitUntilWritable() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
    }
}

/// Standard input.
package enum StandardInput {
    package static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Everything up to its end; fails when it is more than `limit` bytes.
    package static func read(limit: Int) throws(FileFailure) -> [UInt8] {
        let bytes: [UInt8]?
        do throws(SystemError) {
            bytes = try readAll(STDIN_FILENO, expecting: 0, limit: limit, isStopped: { Interrupt.signal != nil })
        } catch {
            throw error.failure("<stdin>")
        }
        guard let bytes else {
            throw FileFailure(path: "<stdin>", largerThan: limit)
        }
        return bytes
    }
}
