import Foundation

/// The files of this repository as git knows them.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Whether there is anything to ask git about: an unpacked archive has no `.git`.
    static let isCheckout = FileManager.default.fileExists(atPath: root.appendingPathComponent(".git").path)

    /// In CI every test has to run, so that a missing git is a failure there.
    static let canBeAsked: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        return environment["CI"] != nil
            || folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/git") }
    }()

    /// The paths of all files under version control, and of new ones that are not ignored.
    static func files() throws -> [String] {
        let git = Process()
        git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        git.arguments = [
            "git", "-c", "safe.directory=*", "-C", root.path, "ls-files", "-z", "--cached", "--others",
            "--exclude-standard",
        ]
        let output = Pipe()
        git.standardOutput = output
        try git.run()
        let paths = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        git.waitUntilExit()
        struct Failure: Error { var status: Int32 }
        guard git.terminationStatus == 0 else { throw Failure(status: git.terminationStatus) }
        return Set(paths.split(separator: "\0").map(String.init)).sorted().filter {
            FileManager.default.fileExists(atPath: root.appendingPathComponent($0).path)
        }
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    }

    /// The Swift files below a folder.
    static func swiftFiles(below folder: String) throws -> [SwiftSource] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map {
            SwiftSource(path: "\(folder)/\($0)", text: try text("\(folder)/\($0)"))
        }
    }

    static let sources = Result { try swiftFiles(below: "Sources") }
    static let tests = Result { try swiftFiles(below: "Tests") }
}
