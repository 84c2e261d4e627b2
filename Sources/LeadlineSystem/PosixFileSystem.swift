import Glibc
package import LeadlineCore

/// The files of this machine.
package struct PosixFileSystem: FileSystem {
    package init() {}

    package var workingFolder: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            getcwd(buffer.baseAddress, buffer.count).map { String(cString: $0) } ?? "/"
        }
    }

    package func kind(of path: String) throws(FileFailure) -> FileKind {
        switch try status(of: path).st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    func status(of path: String) throws(FileFailure) -> stat {
        var status = stat()
        switch SystemCalls.retrying({ stat(path, &status) }) {
        case .success: return status
        case .failure(let error): throw error.failure(path)
        }
    }

    package func realPath(of path: String) throws(FileFailure) -> String {
        guard let name = realpath(path, nil) else { throw SystemError(code: errno).failure(path) }
        defer { free(name) }
        return String(cString: name)
    }

    package func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        let status = try status(of: path)
        if let kind = Self.irregular(status) {
            throw FileFailure(path: path, reason: "is not a regular file but \(kind)", isMissing: false)
        }
        let bytes: [UInt8]?
        do throws(SystemError) {
            let file = try FileDescriptor(reading: path)
            bytes = try readAll(file.number, expecting: Int(status.st_size), limit: limit)
        } catch {
            throw error.failure(path)
        }
        guard let bytes else {
            throw FileFailure(path: path, largerThan: limit)
        }
        return bytes
    }

    package func list(_ path: String) throws(FileFailure) -> [String] {
        guard let folder = opendir(path) else { throw SystemError(code: errno).failure(path) }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        let code = errno
        guard code == 0 else { throw SystemError(code: code).failure(path) }
        return names.sorted()
    }

    /// What is no regular file: it may have no end, or wait for a writer forever. Reading a folder fails by itself.
    private static func irregular(_ status: stat) -> String? {
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFDIR: nil
        case S_IFIFO: "a named pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }
}
