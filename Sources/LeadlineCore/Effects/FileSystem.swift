/// What a path names.
package enum FileKind: Sendable, Equatable {
    case file, folder, other
}

/// Why a file could not be read: the operation and the system's reason.
package struct FileFailure: Error, Sendable, Equatable {
    package var path: String
    /// Lower case, as in "no such file or directory".
    package var reason: String
    package var isMissing: Bool

    package init(path: String, reason: String, isMissing: Bool) {
        self.path = path
        self.reason = reason
        self.isMissing = isMissing
    }

    /// A file of more than `limit` bytes.
    package init(path: String, largerThan limit: Int) {
        let mebibyte = 1 << 20
        let size = limit % mebibyte == 0 ? "\(limit / mebibyte) MiB" : "\(limit) bytes"
        self.init(path: path, reason: "larger than \(size)", isMissing: false)
    }
}

/// Files as the product sees them; paths are relative to the working directory or absolute, with `/`.
package protocol FileSystem: Sendable {
    /// The absolute path of the working directory; `/` where it cannot be told.
    var workingFolder: String { get }
    func kind(of path: String) throws(FileFailure) -> FileKind
    /// The path of the same file or folder without links; two names of one folder have one.
    func realPath(of path: String) throws(FileFailure) -> String
    /// The whole content of a regular file; fails when it is larger than `limit` bytes.
    func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]
    /// The names in a folder, sorted, without `.` and `..`.
    func list(_ path: String) throws(FileFailure) -> [String]
}
