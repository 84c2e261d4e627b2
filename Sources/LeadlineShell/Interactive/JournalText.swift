package import LeadlineCore

/// A session of the shell as it was kept, so that it can be taken up again.
package struct SavedSession: Sendable, Equatable {
    /// What the session began with.
    package struct Start: Sendable, Equatable {
        package var time: Timestamp
        package var api: String?
        package var seed: Int
        /// As the command line takes it: `mock`, `live:staging`.
        package var target: String
        /// The target's clock; commands lead to the same answers only from the same moment on.
        package var clock: Timestamp
        /// The working folder; names of files are relative to it.
        package var folder: String

        package init(time: Timestamp, api: String?, seed: Int, target: String, clock: Timestamp, folder: String) {
            self.time = time
            self.api = api
            self.seed = seed
            self.target = target
            self.clock = clock
            self.folder = folder
        }
    }

    package var start: Start
    /// The row that the session became, before its commands.
    package var opened: OpenedRow?
    /// The texts that were carried out to their end, oldest first.
    package var commands: [String] = []
    /// What stood in the line at the end, or was running then: it is offered, not carried out.
    package var line: String?
    /// The file that holds it.
    package let path: String

    package var isEmpty: Bool { commands.isEmpty && line == nil && opened == nil }
}

/// A row of a scenario up to a step, as `open` chose it.
package struct OpenedRow: Sendable, Equatable {
    /// Relative to the session's folder.
    package var file: String
    /// nil: the file has no table.
    package var row: Int?
    /// Values as they are written in a command; nil: empty.
    package var parameters: [String: String?]
    /// `setup` or `steps`
    package var phase: String
    /// From 1 within its phase.
    package var step: Int

    package init(file: String, row: Int?, parameters: [String: String?], phase: String, step: Int) {
        self.file = file
        self.row = row
        self.parameters = parameters
        self.phase = phase
        self.step = step
    }
}

/// The records of a journal, an object on each line: the start; `command` before it runs, `done` behind it; `line` for
/// what was typed and not sent.
enum JournalText {
    static let format = 1

    static func start(_ start: SavedSession.Start) -> JSON {
        [
            "format": .integer(format), "started": .string(start.time.text), "api": .text(start.api),
            "seed": .integer(start.seed), "target": .string(start.target), "clock": .string(start.clock.text),
            "folder": .string(start.folder),
        ]
    }

    static func command(_ text: String) -> JSON { ["command": .string(text)] }

    /// `replay`: the text that has the same effect as the one that was typed. `opened`: what the session became before.
    static func done(replay: String?, opened: OpenedRow? = nil) -> JSON {
        ["done": true, "replay": .text(replay), "opened": opened?.json ?? .null]
    }

    static func line(_ text: String) -> JSON { ["line": .string(text)] }

    /// Reads a journal; nil for one that does not begin as this version writes it. What cannot be read is passed over.
    static func read(_ bytes: [UInt8], path: String) -> SavedSession? {
        let records = bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? JSON(parsing: Array($0)) }
        guard let first = records.first, let start = start(of: first) else { return nil }
        var saved = SavedSession(start: start, path: path)
        for record in records.dropFirst() {
            if let command = record["command"]?.string {
                saved.line = command
            } else if record["done"]?.bool == true {
                if let row = record["opened"].flatMap(OpenedRow.init) {
                    saved.opened = row
                    saved.commands = []
                }
                if let text = record["replay"]?.string ?? saved.line, !text.isEmpty { saved.commands.append(text) }
                saved.line = nil
            } else if let line = record["line"]?.string {
                saved.line = line
            }
        }
        if saved.line?.isEmpty ?? false { saved.line = nil }
        return saved
    }

    private static func start(of record: JSON) -> SavedSession.Start? {
        guard record["format"] == .integer(format), let started = record["started"]?.string.flatMap(time),
            let target = record["target"]?.string, let seed = record["seed"]?.number.flatMap({ Int($0.text) }),
            let clock = record["clock"]?.string.flatMap(time), let folder = record["folder"]?.string
        else { return nil }
        return SavedSession.Start(
            time: started, api: record["api"]?.string, seed: seed, target: target, clock: clock, folder: folder)
    }

    private static func time(_ text: String) -> Timestamp? { try? Timestamp(parsing: text) }
}

extension OpenedRow {
    fileprivate init?(_ record: JSON) {
        guard let file = record["file"]?.string, let phase = record["phase"]?.string,
            let step = record["step"]?.number.flatMap({ Int($0.text) }),
            case .object(let object)? = record["parameters"]
        else { return nil }
        var parameters: [String: String?] = [:]
        for member in object.members { parameters.updateValue(member.value.string, forKey: member.name) }
        self.init(
            file: file, row: record["row"]?.number.flatMap { Int($0.text) }, parameters: parameters, phase: phase,
            step: step)
    }

    fileprivate var json: JSON {
        var parameters = JSONObject()
        for (name, text) in self.parameters.sorted(by: { $0.key < $1.key }) { parameters[name] = .text(text) }
        return [
            "file": .string(file), "row": row.map(JSON.integer) ?? .null, "parameters": .object(parameters),
            "phase": .string(phase), "step": .integer(step),
        ]
    }
}
