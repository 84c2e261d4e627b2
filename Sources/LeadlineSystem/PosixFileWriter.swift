import Glibc
package import LeadlineCore

/// Files of this machine, written beside their names and renamed when they are whole.
package struct PosixFileWriter: FileWriter {
    package init() {}

    package func open(_ path: String) throws(FileFailure) -> any FileOutput { try PosixFileOutput(path) }
}

private final class PosixFileOutput: FileOutput {
    /// As it was given.
    private let path: String
    /// Behind all symbolic links: a link stays one.
    private let place: String
    /// nil: what has the name is no file, such as a device or a pipe, and is written as it is.
    private let temporary: String?
    private let file: FileDescriptor

    init(_ path: String) throws(FileFailure) {
        self.path = path
        place = Self.behindLinks(path)
        do throws(SystemError) {
            var status = stat()
            var temporary: String? = "\(place).\(getpid()).part"
            switch SystemCalls.retrying({ stat(path, &status) }) {
            case .success where status.st_mode & S_IFMT == S_IFDIR: throw SystemError(code: EISDIR)
            case .success where status.st_mode & S_IFMT != S_IFREG: temporary = nil
            case .success: if access(path, W_OK) != 0 { throw SystemError(code: errno) }
            case .failure(let error): if error.code != ENOENT { throw error }
            }
            file = try FileDescriptor(writing: temporary ?? path, isNew: temporary != nil)
            self.temporary = temporary
        } catch {
            throw error.failure(path)
        }
        guard temporary != nil else { return }
        // A full disk is found by writing only.
        try write([0])
        if ftruncate(file.number, 0) != 0 || lseek(file.number, 0, SEEK_SET) != 0 {
            throw SystemError(code: errno).failure(path)
        }
    }

    /// Where the last of the links leads, whether something stands there or not; the path itself when it is no link.
    private static func behindLinks(_ path: String) -> String {
        var path = path
        // As many as the system follows; more are an error of `stat`.
        for _ in 0..<40 {
            guard let target = linkTarget(path) else { break }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            path = target.hasPrefix("/") ? target : folder + target
        }
        return path
    }

    private static func linkTarget(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let count = readlink(path, start, buffer.count)
            return count < 0 ? nil : String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }

    /// A file that was put under its name is not found any more here.
    deinit { if let temporary { unlink(temporary) } }

    func write(_ bytes: [UInt8]) throws(FileFailure) {
        do throws(SystemError) { try file.write(bytes) } catch { throw error.failure(path) }
    }

    func finish() throws(FileFailure) {
        guard let temporary else { return }
        if case .failure(let error) = SystemCalls.retrying({ rename(temporary, place) }) { throw error.failure(path) }
    }
}
