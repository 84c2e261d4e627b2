import Glibc
package import LeadlineCore
import Synchronization

/// Files of one user, on this machine.
package struct PosixStateFiles: StateFiles {
    private static let largestFile = 256 << 20

    package init() {}

    package func append(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        try makeFolders(of: path)
        do throws(SystemError) {
            let file = try FileDescriptor(path, flags: O_WRONLY | O_APPEND | O_CREAT, mode: 0o600)
            // One write is one piece; the lock keeps others away while the file system makes several of it. A claimed file
            // is locked already, by another descriptor, which would be waited for forever.
            if Self.claimed.withLock({ $0[path] == nil }) {
                _ = try SystemCalls.retrying { flock(file.number, LOCK_EX) }.get()
            }
            try file.write(bytes)
        } catch {
            throw error.failure(path)
        }
    }

    package func read(_ path: String) throws(FileFailure) -> [UInt8] {
        do throws(FileFailure) {
            return try PosixFileSystem().read(path, limit: Self.largestFile)
        } catch  where error.isMissing {
            return []
        }
    }

    package func list(_ folder: String) throws(FileFailure) -> [String] {
        let names: [String]
        do throws(FileFailure) {
            names = try PosixFileSystem().list(folder)
        } catch  where error.isMissing {
            return []
        }
        let dated = names.map { (name: $0, time: Self.changed("\(folder)/\($0)")) }
        return dated.sorted { ($1.time, $0.name) < ($0.time, $1.name) }.map(\.name)
    }

    /// In nanoseconds; 0 of what is gone.
    private static func changed(_ path: String) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { return 0 }
        return status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    }

    /// The descriptors of claimed files; the system closes them, and gives the files free, when the process ends.
    private static let claimed = Mutex<[String: Int32]>([:])

    package func claim(_ path: String) throws(FileFailure) -> Bool {
        try makeFolders(of: path)
        let result = Self.claimed.withLock { claimed -> Result<Bool, SystemError> in
            if claimed[path] != nil { return .success(true) }
            return Self.lock(path).map { descriptor in
                claimed[path] = descriptor
                return descriptor != nil
            }
        }
        switch result {
        case .success(let isOurs): return isOurs
        case .failure(let error): throw error.failure(path)
        }
    }

    /// The descriptor of a file that is locked by this process now; nil when another has it.
    private static func lock(_ path: String) -> Result<Int32?, SystemError> {
        SystemCalls.retrying { open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o600) }.flatMap { descriptor in
            switch SystemCalls.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) {
            case .success: return .success(descriptor)
            case .failure(let error):
                close(descriptor)
                return error.code == EWOULDBLOCK ? .success(nil) : .failure(error)
            }
        }
    }

    package func remove(_ path: String) throws(FileFailure) {
        if case .failure(let error) = SystemCalls.retrying({ unlink(path) }) { throw error.failure(path) }
        Self.claimed.withLock { if let descriptor = $0.removeValue(forKey: path) { close(descriptor) } }
    }

    package func mode(of path: String) throws(FileFailure) -> UInt32 {
        try PosixFileSystem().status(of: path).st_mode & 0o7777
    }

    package func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        try makeFolders(of: path)
        let temporary = "\(path).\(getpid()).part"
        do throws(SystemError) {
            let file = try FileDescriptor(temporary, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
            try file.write(bytes)
            _ = try SystemCalls.retrying { rename(temporary, path) }.get()
        } catch {
            unlink(temporary)
            throw error.failure(path)
        }
    }

    /// Makes the folders that a file needs; those that are there stay as they are.
    private func makeFolders(of path: String) throws(FileFailure) {
        for place in path.indices where path[place] == "/" && place != path.startIndex {
            let folder = String(path[..<place])
            if mkdir(folder, 0o700) != 0 {
                let code = errno
                // What cannot be made may be there, seen only by what needs it.
                if code != EEXIST, access(folder, F_OK) != 0 { throw SystemError(code: code).failure(folder) }
            }
        }
    }
}
