package import LeadlineCore

/// A file system that holds a dictionary of files; folders are the beginnings of their paths.
package struct InMemoryFiles: FileSystem {
    private let files: [String: [UInt8]]

    package init(_ files: [String: String]) {
        self.files = files.reduce(into: [:]) { $0[Self.normal($1.key)] = Array($1.value.utf8) }
    }

    package init(bytes files: [String: [UInt8]]) {
        self.files = files.reduce(into: [:]) { $0[Self.normal($1.key)] = $1.value }
    }

    package var workingFolder: String { "/" }

    package func kind(of path: String) throws(FileFailure) -> FileKind {
        let path = Self.normal(path)
        if files[path] != nil { return .file }
        if path.isEmpty || files.keys.contains(where: { $0.hasPrefix(path + "/") }) { return .folder }
        throw Self.missing(path)
    }

    package func realPath(of path: String) throws(FileFailure) -> String {
        _ = try kind(of: path)
        return Self.normal(path)
    }

    package func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        guard let bytes = files[Self.normal(path)] else { throw Self.missing(path) }
        guard bytes.count <= limit else {
            throw FileFailure(path: path, largerThan: limit)
        }
        return bytes
    }

    package func list(_ path: String) throws(FileFailure) -> [String] {
        guard case .folder = try kind(of: path) else {
            throw FileFailure(path: path, reason: "not a directory", isMissing: false)
        }
        let prefix = Self.normal(path).isEmpty ? "" : Self.normal(path) + "/"
        let names = files.keys.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count).prefix { $0 != "/" } }
        return Set(names.map(String.init)).sorted()
    }

    private static func missing(_ path: String) -> FileFailure {
        FileFailure(path: path, reason: "no such file or directory", isMissing: true)
    }

    /// A path without empty parts, `.` and what `..` takes back; an absolute path keeps its first `/`.
    private static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
