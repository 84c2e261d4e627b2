import Foundation
import Glibc

/// A process that is about to be started.
struct Child {
    private struct Stream {
        var path: String
        var flags: Int32
        var number: Int32
    }

    /// POSIX_SPAWN_SETSID, which the header keeps for programs in C.
    private static let newSession: Int32 = 0x80

    private let program: String
    private let words: [String]
    private let environment: [String: String]
    private let folder: String
    private var streams: [Stream] = []

    init(_ program: String, _ words: [String], _ environment: [String: String], _ folder: String) {
        self.program = program
        self.words = words
        self.environment = environment
        self.folder = folder
    }

    mutating func open(_ path: String, _ flags: Int32, as number: Int32) {
        streams.append(Stream(path: path, flags: flags, number: number))
    }

    /// Starts it with the system's own dispositions of signals, whatever this process has.
    func spawn(ownSession: Bool = false) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream in streams {
            posix_spawn_file_actions_addopen(&actions, stream.number, stream.path, stream.flags, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (ownSession ? Self.newSession : 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var process = pid_t()
        // The folder is entered by a program that then becomes the wanted one.
        let code = withCStrings(["env", "-C", folder, program] + words) { words in
            withCStrings(environment.map { "\($0)=\($1)" }) { variables in
                posix_spawn(&process, "/usr/bin/env", &actions, &attributes, words, variables)
            }
        }
        guard code == 0 else {
            throw LeadlineProcess.Failure.system("'\(program)' cannot be started: \(String(cString: strerror(code)))")
        }
        return process
    }
}

/// Hands texts to C as an array of pointers that ends with none.
private func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
        var none: UnsafeMutablePointer<CChar>?
        guard let start = buffer.baseAddress else { return body(&none) }
        return body(start)
    }
}

/// A pipe with a name: a child opens its end itself, so that no other child can inherit it.
struct NamedPipe {
    let path: String
    let reading: Int32

    init(in folder: URL) throws {
        path = folder.appendingPathComponent(".pipe-\(UUID().uuidString)").path
        guard mkfifo(path, 0o600) == 0 else { throw LeadlineProcess.Failure.system("no pipe can be made") }
        reading = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    }

    func remove() { _ = unlink(path) }
}

/// A terminal without a screen.
struct Terminal {
    /// The end at which a user sits.
    let main: Int32
    /// Keeps the terminal alive until the child has opened it.
    private let other: Int32
    let name: String

    /// TIOCSPTLCK and TIOCGPTN, which the header keeps for programs in C.
    private static let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    init(columns: UInt16) throws {
        main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var isLocked: Int32 = 0
        var number: UInt32 = 0
        guard main >= 0, ioctl(main, Self.unlock, &isLocked) == 0, ioctl(main, Self.number, &number) == 0 else {
            throw LeadlineProcess.Failure.system("no terminal is left")
        }
        name = "/dev/pts/\(number)"
        other = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)
        // Line ends stay as they are written, and what is typed is not shown.
        var settings = termios()
        tcgetattr(other, &settings)
        settings.c_oflag &= ~tcflag_t(OPOST)
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(other, TCSANOW, &settings)
    }

    func closeOther() { _ = close(other) }
}

/// Collects what a process writes until it has ended and all is read, and reacts to it.
struct Watch {
    private(set) var collected: [[UInt8]]
    var reactions: [LeadlineProcess.Reaction] = []
    private let process: pid_t
    private let descriptors: [Int32]
    private var isOpen: [Bool]

    private static let limit = 20.0

    init(_ process: pid_t, _ descriptors: [Int32]) {
        self.process = process
        self.descriptors = descriptors
        collected = descriptors.map { _ in [] }
        isOpen = descriptors.map { _ in true }
    }

    /// The exit status as a shell tells it.
    mutating func end() throws -> Int32 {
        defer { for descriptor in descriptors { _ = close(descriptor) } }
        let deadline = Date(timeIntervalSinceNow: Self.limit)
        while isOpen.contains(true) {
            let left = deadline.timeIntervalSinceNow
            guard left > 0 else {
                kill(process, SIGKILL)
                _ = wait()
                let said = collected.map { String(decoding: $0.suffix(2000), as: UTF8.self) }
                throw LeadlineProcess.Failure.tookTooLong(output: said.joined(separator: "\n"))
            }
            collect(milliseconds: Int32(left * 1000) + 1)
            react()
        }
        return wait()
    }

    private mutating func collect(milliseconds: Int32) {
        let open = descriptors.indices.filter { isOpen[$0] }
        var requests = open.map { pollfd(fd: descriptors[$0], events: Int16(POLLIN), revents: 0) }
        guard poll(&requests, nfds_t(requests.count), milliseconds) > 0 else { return }
        for (index, request) in zip(open, requests) where request.revents != 0 {
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            let count = read(descriptors[index], &buffer, buffer.count)
            let isBrokenOff = count < 0 && (errno == EINTR || errno == EAGAIN)
            // A terminal whose other end is closed reports an error instead of an end.
            if count > 0 { collected[index] += buffer[..<count] } else if !isBrokenOff { isOpen[index] = false }
        }
    }

    private mutating func react() {
        guard !reactions.isEmpty else { return }
        let said = collected.map { String(decoding: $0, as: UTF8.self) }
        reactions.removeAll { reaction in
            guard said.contains(where: { $0.contains(reaction.text) }) else { return false }
            switch reaction.deed {
            case .type(let keys):
                _ = Array(keys.utf8).withUnsafeBytes { write(descriptors[0], $0.baseAddress, $0.count) }
            case .signal(let number): kill(process, number)
            }
            return true
        }
    }

    private func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
