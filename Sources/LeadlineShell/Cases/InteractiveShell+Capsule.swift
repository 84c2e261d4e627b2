import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineRecordings
import LeadlineScenarios
import LeadlineSession

extension InteractiveShell {
    /// `save case.har [last N]`: the exchanges of the session as a recording, with a scenario that repeats them, the clock
    /// and the notes inside.
    func saveCase(_ path: String, last: Int?, at location: SourceLocation) throws(Diagnostic) -> CommandResult {
        let recorded = recordedExchanges.suffix(last ?? .max)
        guard let first = recorded.first else {
            throw Diagnostic(
                .error, .emptySelection, "there is nothing to save: no request was sent", at: location,
                help: "send a request first")
        }
        var recording = Recording(Array(recorded))
        if files.openedCase == nil, session.target.kind == .mock { recording.target = session.target.kind.rawValue }
        let writer = CaseWriter(environment: environment, workshop: workshop)
        let clock = last == nil && files.openedCase == nil ? files.start.clock : first.sentAt
        // Notes are masked together with the exchanges, so that they speak of the same invented people.
        recording.capsule = Capsule(scenario: "", clock: clock, notes: files.notes)
        recording = try writer.redacted(recording, at: location)
        let scenario = try scenario(of: recording, path, last: last, at: location)
        recording.capsule?.scenario = scenario
        let told = try writer.write(recording, to: path, at: location)
        let parts = [counted(recorded.count, "exchange"), counted(files.notes.count, "note")]
        let lines =
            ["saved \(path): \(parts.joined(separator: ", "))", told]
            + ["look into it: " + ShellQuoting.line(["leadline", "open", path])]
            + (scenario.isEmpty ? [] : ["repeat it: " + ShellQuoting.line(["leadline", "run", path])])
        return .shown(.text(lines.filter { !$0.isEmpty }.joined(separator: "\n")))
    }

    /// All exchanges of the session of which something was sent, those of an opened case as they were recorded.
    private var recordedExchanges: [RecordedExchange] {
        let opened = files.openedCase?.reading.items.map(\.recorded) ?? []
        return opened + session.exchanges.dropFirst(opened.count).compactMap(recorded)
    }

    /// What repeats the exchanges. On the mock the session is tried out in fresh universes; elsewhere, and where it
    /// cannot be repeated there, each request becomes a command that expects what was answered.
    private func scenario(
        of recording: Recording, _ path: String, last: Int?, at location: SourceLocation
    ) throws(Diagnostic) -> String {
        if recording.target == TargetKind.mock.rawValue {
            do throws(Diagnostic) {
                return try saver.file(
                    "\(path).leadline.yaml", of: carriedOut, last: last, at: location
                ).text
            } catch {
                if error.code != .notReproducible { throw error }
            }
        }
        return imported(recording, path, isScript: false)?.text ?? ""
    }

    /// `save` of an opened case as a scenario or a script: each request becomes a command that expects what was answered.
    func saveImported(_ path: String, last: Int?, at location: SourceLocation) throws(Diagnostic) -> CommandResult {
        let writer = CaseWriter(environment: environment, workshop: workshop)
        let recording = try writer.redacted(Recording(Array(recordedExchanges.suffix(last ?? .max))), at: location)
        let isScript = path.hasSuffix(".leadline")
        guard let file = imported(recording, path, isScript: isScript) else {
            throw Diagnostic(
                .error, .emptySelection, "there is nothing to save: no exchange of this case can be a command",
                at: location)
        }
        try put(file.text, to: path, at: location)
        let parts = [counted(file.steps, "step"), counted(file.sentences, "sentence")]
        return .shown(
            .text(
                """
                saved \(path): \(parts.joined(separator: ", "))
                it says what was recorded, and was not tried out
                """))
    }

    private func imported(
        _ recording: Recording, _ path: String, isScript: Bool
    ) -> ImportedFile? {
        var commands = PortedCommands(workshop.resources)
        let place = SourceLocation(source: Source(name: path, text: ""), range: 0..<0)
        for item in CaseReading(recording, apis: workshop.resources.catalog.known).items {
            commands.append(ported(item.recorded, api(of: item.exchange), at: place))
        }
        guard commands.count > 0 else { return nil }
        return ImportedFile(commands.all, isScript: isScript, catalog: workshop.resources.catalog)
    }

    /// What was carried out here. What `resend` sent is a command of its own, which means the same in a file.
    var carriedOut: [CarriedOut] {
        let finder = CommandFinder(resources: workshop.resources)
        return performed.map { record in
            guard case .resend = record.command.action, case .exchange(let exchange)? = record.result,
                let recorded = recorded(exchange),
                let found = try? finder.command(
                    for: ported(recorded, api(of: exchange), at: record.command.location))
            else { return CarriedOut(record.command, record.result) }
            return CarriedOut(found.command, record.result)
        }
    }

    private func ported(_ recorded: RecordedExchange, _ api: API?, at location: SourceLocation) -> PortedRequest {
        PortedRequest(
            request: recorded.request, api: api, answer: Delivery(result: recorded.result, took: recorded.took),
            sentAt: recorded.sentAt, location: location)
    }

    private func api(of exchange: Exchange) -> API? {
        workshop.resources.catalog.known.first { $0.name == exchange.apiName }
    }

    /// An exchange of this session as a recording has it; nil where nothing was sent.
    private func recorded(_ exchange: Exchange) -> RecordedExchange? {
        let answer = exchange.answer
        let result: Result<HTTPResponse, TransportFailure>
        switch (exchange.response, answer.outcome) {
        case (let response?, _): result = .success(response)
        case (nil, "unreachable"): result = .failure(.unreachable(answer.reasons.first ?? ""))
        case (nil, "no_answer"): result = .failure(.noAnswer(answer.reasons.first ?? ""))
        default: return nil
        }
        var request = exchange.request
        request.fields = exchange.shownFields
        return RecordedExchange(
            request: request, result: result, sentAt: exchange.sentAt, took: answer.took ?? .zero, wire: exchange.wire,
            key: exchange.credential?.name)
    }
}
