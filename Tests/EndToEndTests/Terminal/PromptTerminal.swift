import Foundation
import TestSupport
import Testing

/// A program at an emulated terminal, in a temporary folder of its own, driven key by key by `Driver/terminal.py`.
final class PromptTerminal {
    /// What stands for the user's terminal. They differ in what becomes of rows when the window gets narrower (pyte cuts
    /// them off, tmux wraps them anew), in the bytes of some keys, and in their value of TERM.
    enum Emulator: String, CaseIterable, Sendable {
        case pyte, tmux

        var term: String { self == .pyte ? "xterm-256color" : "screen-256color" }
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    let emulator: Emulator
    let place: LeadlineProcess
    /// Of the program.
    private(set) var identifier: Int32 = 0
    private let driver = Process()
    private let (requests, replies) = (Pipe(), Pipe())
    private var unread = Data()

    /// Starts `leadline`, or another program. The environment is added to PATH, HOME, TERM and LANG, and an empty value
    /// takes a variable away; several programs may run in one place.
    init(
        _ emulator: Emulator = .pyte, _ arguments: [String] = [], program: String = LeadlineProcess.binary.path,
        environment: [String: String] = [:], rows: Int = 24, columns: Int = 80, in place: LeadlineProcess? = nil
    ) throws {
        self.emulator = emulator
        self.place = try place ?? LeadlineProcess()
        guard FileManager.default.isExecutableFile(atPath: LeadlineProcess.binary.path) else {
            throw LeadlineProcess.Failure.noBinary(LeadlineProcess.binary.path)
        }
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Driver")
        driver.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        driver.arguments = [
            try #require(Self.python, "CI must set LEADLINE_TEST_PYTHON"), "-B",
            folder.appendingPathComponent("terminal.py").path,
        ]
        driver.standardInput = requests
        driver.standardOutput = replies
        try driver.run()
        let variables = [
            "PATH": "\(LeadlineProcess.binary.deletingLastPathComponent().path):/usr/bin:/bin",
            "HOME": self.place.folder.path, "TERM": emulator.term, "LANG": "C.UTF-8",
            // pyte cuts rows in a narrower window, as xterm does.
            "XTERM_VERSION": emulator == .pyte ? "XTerm(379)" : "",
        ].merging(environment) { $1 }.filter { !$1.isEmpty }
        let reply = try ask([
            "do": "start", "argv": [program] + arguments, "env": variables, "folder": self.place.folder.path,
            "rows": rows, "columns": columns, "emulator": emulator.rawValue,
        ])
        identifier = Int32(reply["pid"] as? Int ?? 0)
    }

    /// Ends the program.
    deinit {
        try? requests.fileHandleForWriting.close()
        driver.waitUntilExit()
    }

    // MARK: - What a person does

    func type(_ text: String) throws { try ask(["do": "type", "text": text]) }

    func press(_ keys: Key...) throws { try ask(["do": "press", "keys": keys.map(\.name)]) }

    /// Bytes as they are, for keys that only some terminals have.
    func send(_ text: String) throws { try send(bytes: Array(text.utf8)) }

    func send(bytes: [UInt8]) throws { try ask(["do": "send", "bytes": Data(bytes).base64EncodedString()]) }

    /// As the terminal pastes: bracketed when the program has asked for it.
    func paste(_ text: String) throws { try ask(["do": "paste", "text": text]) }

    func resize(rows: Int = 24, columns: Int) throws {
        try ask(["do": "resize", "rows": rows, "columns": columns])
    }

    /// To the program itself, not to its group.
    func signal(_ number: Int32) throws { try ask(["do": "signal", "number": Int(number)]) }

    /// Closes the window.
    func hangUp() throws { try ask(["do": "hangup"]) }

    // MARK: - What there is to see

    enum Condition {
        /// Somewhere on the screen; rows are joined by line feeds.
        case text(String)
        case noText(String)
        case regex(String)
        /// The row that the cursor stands in, without blanks at its end, matches.
        case line(String)
        case row(Int, String)
        case cursor(row: Int, column: Int)
        /// What stands in front of the cursor ends with it, rows being joined.
        case typed(String)
        /// The program has written it, so often.
        case written(String, times: Int = 1)
        case file(String, contains: String)
        /// Nothing was written for a while. It proves nothing on a slow machine: only after another condition.
        case quiet

        fileprivate var words: [Any] {
            switch self {
            case .text(let text): ["text", text]
            case .noText(let text): ["no_text", text]
            case .regex(let pattern): ["regex", pattern]
            case .line(let pattern): ["line", pattern]
            case .row(let row, let text): ["row", row, text]
            case .cursor(let row, let column): ["cursor", row, column]
            case .typed(let text): ["typed", text]
            case .written(let text, let times): ["raw", text, times]
            case .file(let path, let text): ["file", path, text]
            case .quiet: ["quiet", 80]
            }
        }
    }

    /// Waits until all of it holds at the same time.
    func wait(for conditions: Condition..., seconds: Double = 10) throws {
        try ask(["do": "wait", "for": conditions.map(\.words), "seconds": seconds])
    }

    /// Waits for the program's end.
    ///
    /// - Returns: its exit status as a shell tells it.
    @discardableResult func waitForEnd(seconds: Double = 10) throws -> Int {
        let reply = try ask(["do": "wait", "for": [["ended"]], "seconds": seconds])
        return reply["status"] as? Int ?? -1
    }

    struct Screen {
        /// Without blanks at their ends.
        var rows: [String]
        var row: Int
        var column: Int
        /// `row:from-to style`, in cells.
        var styles: [String]

        var text: String { rows.joined(separator: "\n") }
        /// The row that the cursor stands in.
        var line: String { rows[row] }

        /// The whole frame as a golden file holds it.
        var frame: String {
            let border = "+" + String(repeating: "-", count: 8)
            return "\(border)\n" + rows.map { "|\($0)\n" }.joined() + "\(border)\ncursor \(row):\(column)\n"
                + styles.map { "style \($0)\n" }.joined()
        }
    }

    func screen() throws -> Screen {
        let reply = try ask(["do": "screen", "styles": true])
        guard let rows = reply["rows"] as? [String], let cursor = reply["cursor"] as? [Int],
            let styles = reply["styles"] as? [String]
        else { throw Failure(description: "no screen: \(reply)") }
        return Screen(rows: rows, row: cursor[0], column: cursor[1], styles: styles)
    }

    /// The rows of the screen, and those before them that went over its upper edge.
    func history() throws -> [String] { try ask(["do": "history"])["rows"] as? [String] ?? [] }

    /// All that the program has written so far.
    func written() throws -> String {
        let encoded = try ask(["do": "raw"])["bytes"] as? String ?? ""
        return String(decoding: Data(base64Encoded: encoded) ?? Data(), as: UTF8.self)
    }

    /// What `stty -a` says of the terminal.
    func settings() throws -> String { try ask(["do": "settings"])["text"] as? String ?? "" }

    // MARK: - The driver

    @discardableResult private func ask(_ request: [String: Any]) throws -> [String: Any] {
        let line = try JSONSerialization.data(withJSONObject: request) + Data("\n".utf8)
        try requests.fileHandleForWriting.write(contentsOf: line)
        let reply = try JSONSerialization.jsonObject(with: try readLine()) as? [String: Any] ?? [:]
        guard let error = reply["error"] as? String else { return reply }
        throw Failure(
            description: """
                \(emulator): \(error)
                --- screen
                \(reply["screen"] as? String ?? "")
                --- last bytes
                \(reply["tail"] as? String ?? "")
                """)
    }

    private func readLine() throws -> Data {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread = Data(unread[(end + 1)...]) }
                return unread[..<end]
            }
            let more = replies.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failure(description: "the driver has ended") }
            unread += more
        }
    }

    // MARK: - Where it can run

    private static let environment = ProcessInfo.processInfo.environment
    private static let python = environment["LEADLINE_TEST_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    private static let isRunByCI = environment["CI"].map { !["", "false", "0"].contains($0) } ?? false
    private static let hasTmux = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")

    /// In CI nothing may be missing.
    static let isAvailable = isRunByCI || python != nil

    /// Both where both are there; CI has both.
    static let emulators = Emulator.allCases.filter { $0 == .pyte || hasTmux || isRunByCI }
}

/// A key by the name that the driver knows.
struct Key: ExpressibleByStringLiteral {
    let name: String

    init(stringLiteral name: String) { self.name = name }

    static let enter: Key = "enter"
    static let tab: Key = "tab"
    static let escape: Key = "escape"
    static let backspace: Key = "backspace"
    static let (up, down, left, right): (Key, Key, Key, Key) = ("up", "down", "left", "right")
    static let (home, end): (Key, Key) = ("home", "end")

    static func ctrl(_ letter: Character) -> Key { Key(stringLiteral: "ctrl-\(letter)") }
    static func alt(_ letter: Character) -> Key { Key(stringLiteral: "alt-\(letter)") }
}

extension Trait where Self == ConditionTrait {
    /// For suites that drive a prompt.
    static var needsTerminal: ConditionTrait {
        .enabled(if: PromptTerminal.isAvailable, "LEADLINE_TEST_PYTHON names no Python with pyte")
    }
}
