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
        var status = stat()
        switch SystemCalls.retrying({ stat(path, &status) }) {
        case .success: return Self.kind(status)
        case .failure(let error): throw error.failure(path)
        }
    }

    package func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        let bytes: [UInt8]?
        do throws(SystemError) {
            let file = try FileDescriptor(reading: path)
            let status = try file.status
            if Self.kind(status) == .folder { throw SystemError(code: EISDIR) }
            bytes = try readAll(file.number, expecting: Int(status.st_size), limit: limit)
        } catch {
            throw error.failure(path)
        }
        guard let bytes else {
            throw FileFailure(path: path, reason: "larger than \(limit) bytes", isMissing: false)
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

    private static func kind(_ status: stat) -> FileKind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }
}
