import Glibc

/// An open file that is closed when its owner lets go of it.
struct FileDescriptor: ~Copyable {
    let number: Int32

    /// Never waits for the other end of a pipe that took a file's place.
    init(reading path: String) throws(SystemError) {
        number = try SystemCalls.retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }.get()
    }

    /// Opens a file to write, or makes it where it `isNew`; readable for all, as far as the user's mask allows.
    init(writing path: String, isNew: Bool) throws(SystemError) {
        try self.init(path, flags: O_WRONLY | (isNew ? O_CREAT | O_TRUNC : 0), mode: 0o666)
    }

    /// `mode`: of a file that is made.
    init(_ path: String, flags: Int32, mode: mode_t) throws(SystemError) {
        number = try SystemCalls.retrying { open(path, flags | O_CLOEXEC, mode) }.get()
    }

    deinit { _ = close(number) }

    /// Writes everything, in one call if the system can.
    func write(_ bytes: [UInt8]) throws(SystemError) {
        let failure = bytes.withUnsafeBytes { bytes -> SystemError? in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                switch SystemCalls.retrying({ Glibc.write(number, part.baseAddress, part.count) }) {
                case .success(let count): rest = rest.dropFirst(count)
                case .failure(let error): return error
                }
            }
            return nil
        }
        if let failure { throw failure }
    }
}

/// Reads a descriptor to its end; nil when there are more than `limit` bytes.
///
/// `isStopped` is asked when a signal breaks a read off: if it says so, what was read so far is thrown away.
func readAll(_ descriptor: Int32, expecting size: Int, limit: Int, isStopped: () -> Bool = { false })
    throws(SystemError) -> [UInt8]?
{
    var bytes: [UInt8] = []
    // One byte more than expected, so that the end is seen without growing.
    var room = min(max(size, 0), limit) + 1
    if size <= 0 { room = min(64 << 10, limit + 1) }
    while true {
        let count = try append(to: &bytes, from: descriptor, room: room, isStopped: isStopped)
        if count == 0 { return bytes }
        if bytes.count > limit { return nil }
        room = min(max(bytes.count, 64 << 10), limit + 1 - bytes.count)
    }
}

/// One read of at most `room` bytes; 0 at the end.
private func append(to bytes: inout [UInt8], from descriptor: Int32, room: Int, isStopped: () -> Bool)
    throws(SystemError) -> Int
{
    var failure: SystemError?
    let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        while true {
            let result = read(descriptor, buffer.baseAddress, room)
            if result >= 0 {
                count = result
                return
            }
            let code = errno
            if code == EINTR, !isStopped() { continue }
            failure = SystemError(code: code)
            return
        }
    }
    if let failure { throw failure }
    if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
    return chunk.count
}
