import Foundation
import Glibc

/// A process that is about to be started.
struct Child {
    private enum Stream {
        case open(path: String, flags: Int32, number: Int32)
        case take(descriptor: Int32, number: Int32)
    }

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
        streams.append(.open(path: path, flags: flags, number: number))
    }

    mutating func take(_ descriptor: Int32, as number: Int32) {
        streams.append(.take(descriptor: descriptor, number: number))
    }

    /// Starts it with the system's own dispositions of signals, whatever this process has.
    func spawn(ownSession: Bool = false) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addchdir_np(&actions, folder)
        for stream in streams {
            switch stream {
            case .open(let path, let flags, let number):
                posix_spawn_file_actions_addopen(&actions, number, path, flags, 0)
            case .take(let descriptor, let number): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (ownSession ? Int32(POSIX_SPAWN_SETSID) : 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var process = pid_t()
        let code = withCStrings(words) { words in
            withCStrings(environment.map { "\($0)=\($1)" }) { variables in
                posix_spawn(&process, program, &actions, &attributes, words, variables)
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

/// A pipe that children inherit only where they are told to.
struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw LeadlineProcess.Failure.system("no pipe is left") }
        (reading, writing) = (ends[0], ends[1])
    }

    func closeWriting() { _ = close(writing) }
}

/// A terminal without a screen.
struct Terminal {
    /// The end at which a user sits.
    let main: Int32
    /// Keeps the terminal alive until the child has opened it.
    private let other: Int32
    let name: String

    init(columns: UInt16) throws {
        main = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard main >= 0, grantpt(main) == 0, unlockpt(main) == 0, let path = ptsname(main) else {
            throw LeadlineProcess.Failure.system("no terminal is left")
        }
        name = String(cString: path)
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
            let isBrokenOff = count < 0 && errno == EINTR
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
            case .type(let keys): _ = Array(keys.utf8).withUnsafeBytes { write(descriptors[0], $0.baseAddress, $0.count) }
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
