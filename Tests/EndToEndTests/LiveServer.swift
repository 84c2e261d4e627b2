import Foundation
import TestSupport
import Testing

/// A server in a process of its own, which prints its URL when it can be asked and tells of each request on standard
/// error: `leadline mock -v`, or one of `Servers`.
final class LiveServer {
    let url: String
    private let process = Process()
    /// The file of what it says on standard error.
    let errors: String

    /// Starts it in the folder of a process under test.
    init(_ words: [String] = ["leadline", "mock", "-v"], in place: LeadlineProcess) throws {
        errors = place.folder.appendingPathComponent("server.log").path
        try place.write([], to: "server.log")
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = place.folder
        process.environment = [
            "PATH": "\(LeadlineProcess.binary.deletingLastPathComponent().path):/usr/bin:/bin",
            "HOME": place.folder.path,
        ]
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        url = String(try #require(line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.0, "\(words) said '\(line)'"))
    }

    /// One of the servers in Python.
    convenience init(script: String, _ words: [String] = [], in place: LeadlineProcess) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Servers")
        try self.init(["python3", "-B", folder.appendingPathComponent(script).path] + words, in: place)
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The requests that arrived: `POST /api/leads 201`, without what leadline adds about the reason.
    func log() throws -> [String] {
        try String(contentsOfFile: errors, encoding: .utf8).split(separator: "\n").filter { line in
            line.firstMatch(of: /^[A-Z]+ \//) != nil
        }.map { line in line.split(separator: "  ")[0] }.map(String.init)
    }

    /// `POST`, `GET`: the methods of what arrived.
    func methods() throws -> [String] { try log().map { String($0.prefix { $0 != " " }) } }
}

/// `staging` in the project's file: a profile whose server is a mock in another process.
struct LiveBench {
    let place: LeadlineProcess
    let server: LiveServer

    /// `rules`: further lines of the profile, as `writes: deny`.
    init(_ rules: [String] = [], files: [String: String] = [:], server script: String? = nil) throws {
        place = try LeadlineProcess(files: files)
        server = try script.map { [place] in try LiveServer(script: $0, in: place) } ?? LiveServer(in: place)
        let lines = ["drivly", "dealerstudio"].map { api in
            "\(api): { url: \"\(server.url)/\", keys: { full: { env: STAGING_KEY } } }"
        }
        let profile = (lines + rules).map { "    \($0)\n" }.joined()
        try place.write(Array("profiles:\n  staging:\n\(profile)".utf8), to: "leadline.yaml")
    }

    static let variables = ["STAGING_KEY": "mock-full-key"]

    /// Runs commands of the language on Drivly's API there.
    func script(_ commands: String..., options: [String] = []) throws -> LeadlineProcess.Run {
        try place.run(
            (["use drivly"] + commands).flatMap { ["-c", $0] } + ["--target", "staging"] + options,
            environment: Self.variables)
    }

    func run(_ words: String...) throws -> LeadlineProcess.Run {
        try place.run(["run"] + words + ["--target", "staging"], environment: Self.variables)
    }
}
