import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlineRecordings
import LeadlineScenarios
import LeadlineSession

/// What imported and exported things become.
enum PortedFormat {
    case commands, script, scenario, recording

    /// By the end of the name that `-o` gives; nil: none is given.
    init(_ path: String?) throws(Diagnostic) {
        guard let path else {
            self = .commands
            return
        }
        if path.hasSuffix(".leadline") {
            self = .script
        } else if path.hasSuffix(".leadline.yaml") || path.hasSuffix(".leadline.yml") {
            self = .scenario
        } else if path.hasSuffix(".har") {
            self = .recording
        } else {
            throw Diagnostic(
                .error, .invalidArgument, "'\(path)' has no ending that says what it is",
                help: "end it in .leadline.yaml for a scenario, in .leadline for a script, in .har for a recording")
        }
    }
}

extension TrafficBench {
    /// The file of `-o`, which must not exist; nil: standard output.
    func freshOutput() throws(Diagnostic) -> String? {
        guard let path = line.text(.output), path != "-" else { return nil }
        return try unused(path)
    }

    /// A file's name that is free.
    func unused(_ path: String) throws(Diagnostic) -> String {
        if (try? environment.files.kind(of: path)) != nil {
            throw Diagnostic(
                .error, .fileExists, "'\(path)' exists already, and nothing is overwritten",
                help: "choose another name, or remove it first")
        }
        return path
    }

    /// Writes a result to its file, or to standard output as it can be shown there.
    func put(_ text: String, to path: String?) throws(Diagnostic) {
        guard let path else {
            return console.write(environment.output.isTerminal ? DisplayText.harmless(text) : text)
        }
        guard console.redacted(text) == text else {
            throw Diagnostic(
                .error, .holdsSecret, "'\(path)' would hold a secret, so it is not written",
                help: "take the secret out of the source first")
        }
        do throws(FileFailure) {
            let output = try environment.writer.open(path)
            try output.write(Array(text.utf8))
            try output.finish()
        } catch {
            throw Diagnostic(.error, .unwritableFile, "cannot write '\(path)': \(error.reason)")
        }
    }

    /// What is told beside the result, each once, to standard error.
    func tell(_ notes: [String]) {
        var seen: Set<String> = []
        for note in notes where seen.insert(note).inserted { console.note("note: \(DisplayText.harmlessLine(note))\n") }
    }

    /// Commands as a format shows them.
    func text(_ imported: PortedCommands, _ format: PortedFormat, _ catalog: APILibrary) -> String {
        let isScript: Bool
        switch format {
        case .commands, .recording: return CommandPrinter.text(imported.all.map(\.command))
        case .script: isScript = true
        case .scenario: isScript = false
        }
        return ImportedFile(imported.all, clock: imported.clock, isScript: isScript, catalog: catalog).text
    }

    /// The largest file that is read, in bytes.
    static let limit = 256 << 20

    /// The file of an operand; standard input without one.
    func source(_ path: String?) throws(Diagnostic) -> Source {
        guard let path, path != "-" else {
            let bytes: [UInt8]
            do throws(FileFailure) { bytes = try environment.input.read(Self.limit) } catch {
                throw Diagnostic(.error, .unreadableFile, "cannot read standard input: \(error.reason)")
            }
            return try Source(name: "<stdin>", bytes: bytes)
        }
        return try Source(reading: path, limit: Self.limit, from: environment.files)
    }

    func recording(_ path: String) throws(Diagnostic) -> Recording {
        let source = try source(path)
        let json: JSON
        do throws(JSONSyntaxError) { json = try JSON(parsing: source.text) } catch {
            let place = SourceLocation(source: source, range: error.offset..<error.offset)
            throw Diagnostic(.error, .invalidJSON, "'\(path)' is no JSON: \(error.message)", at: place)
        }
        do throws(HARError) { return try Recording(har: json) } catch {
            throw Diagnostic(
                .error, .invalidJSON, "'\(path)' is no recording: \(error.message)",
                help: "a HAR 1.2 file is expected, as browsers and leadline write it")
        }
    }
}

/// Commands one after the other, with `use` where the API changes.
struct PortedCommands {
    private(set) var all: [CarriedOut] = []
    private(set) var notes: [String] = []
    private(set) var mistakes: [Diagnostic] = []
    private let finder: CommandFinder
    private var chosen: String?

    init(_ resources: Resources) { finder = CommandFinder(resources: resources) }

    /// How many requests became commands.
    private(set) var count = 0

    mutating func append(_ request: PortedRequest) {
        do throws(Diagnostic) {
            let found = try finder.command(for: request)
            if let api = request.api, api.name != chosen {
                chosen = api.name
                let name = Located(api.name, request.location)
                all.append(
                    CarriedOut(
                        Command(action: .use(name), location: request.location, name: name.map { _ in "use" }), .done))
            }
            all.append(CarriedOut(found.command, found.result))
            notes += found.notes
            count += 1
        } catch { mistakes.append(error) }
    }

    /// Where the mock's clock stood at first; nil: where it stands by itself, or nobody knows.
    private(set) var clock: Timestamp?

    /// All exchanges of known APIs; the others are counted.
    mutating func append(_ recording: Recording, named path: String, _ hosts: PortedHosts) {
        let place = SourceLocation(source: Source(name: path, text: ""), range: 0..<0)
        var others = 0
        var row: (label: String, clock: Timestamp)?
        for (exchange, api) in hosts.described(recording.exchanges) where exchange.request.method != "OPTIONS" {
            guard let api else {
                others += 1
                continue
            }
            if recording.isOfMock {
                let began = recording.clocks[exchange.label] ?? exchange.sentAt
                if row == nil, began != Universe.start { clock = began }
                let last = row?.label == exchange.label ? row?.clock : row == nil ? began : nil
                advance(by: exchange.sentAt - (last ?? exchange.sentAt), at: place)
                row = (exchange.label, exchange.sentAt + exchange.took)
            }
            append(
                PortedRequest(
                    request: exchange.request, api: api,
                    answer: Delivery(result: exchange.result, took: exchange.took), sentAt: exchange.sentAt,
                    location: place))
        }
        if others > 0 {
            notes.append("left out: \(counted(others, "exchange")) with servers of no known API")
        }
    }

    /// On the mock no time passes but what commands say.
    private mutating func advance(by duration: Duration, at place: SourceLocation) {
        guard duration >= .seconds(1) else { return }
        let action = Command.Action.clock(.advance(.literal(Located(duration, place))))
        all.append(CarriedOut(Command(action: action, location: place, name: Located("clock", place)), .done))
    }
}
