import LeadlineAPI
import LeadlineCore
import LeadlineRecordings
import LeadlineSession

extension TrafficBench {
    /// `leadline import`
    func importing() throws(Diagnostics) -> ExitCode {
        let file = line.operands.count > 1 ? line.operands[1] : nil
        switch line.operands[0] {
        case "curl": return try importCurl(file)
        case "har": return try importHAR(file)
        case "openapi": return try OpenAPIImport(bench: self).run(file)
        case let word: throw Diagnostics([unknownKind(word, ["curl", "har", "openapi"])])
        }
    }

    func unknownKind(_ word: String, _ kinds: [String]) -> Diagnostic {
        Diagnostic(
            .error, .invalidArgument,
            "'\(line.command.invocation)' takes \(kinds.dropLast().joined(separator: ", ")) or \(kinds[kinds.count - 1]), found '\(word)'",
            help: Suggestion.closest(to: word, in: kinds).map { "did you mean '\($0)'?" })
    }

    // MARK: - curl

    private func importCurl(_ file: String?) throws(Diagnostics) -> ExitCode {
        let workshop = try workshop()
        let catalog = workshop.resources.catalog
        do throws(Diagnostic) {
            let output = try freshOutput()
            let format = try PortedFormat(output)
            if case .recording = format {
                throw Diagnostic(
                    .error, .invalidArgument, "nothing was sent yet that could be recorded",
                    help: "end the name in .leadline.yaml, run it with --record FILE.har")
            }
            let source = try source(file)
            let copied: CopiedCommands
            do { copied = try CopiedCommands(source) } catch { throw error.all[0] }
            var commands = PortedCommands(workshop.resources)
            for request in try requests(copied, PortedHosts(workshop, environment)) { commands.append(request) }
            if let first = commands.mistakes.first { throw first }
            try put(text(commands, format, catalog), to: output)
            tell(commands.notes)
            if let output { console.note("wrote \(output): \(counted(commands.count, "request"))\n") }
            return .success
        } catch { throw Diagnostics([error]) }
    }

    private func requests(_ copied: CopiedCommands, _ hosts: PortedHosts) throws(Diagnostic) -> [PortedRequest] {
        var requests: [PortedRequest] = []
        for command in copied.all {
            let all = try CurlCommand.all(command.words, at: command.location) { path, location throws(Diagnostic) in
                try bytes(path, command.input, at: location)
            }
            for curl in all {
                var request = HTTPRequest(method: curl.method, origin: curl.url.origin, target: curl.url.target)
                request.fields = curl.fields
                request.body = curl.body
                let (described, api) = try hosts.described(request)
                requests.append(
                    PortedRequest(
                        request: described, api: api, sentAt: environment.timeOfDay(),
                        files: curl.files, location: curl.urlLocation))
            }
        }
        return requests
    }

    private func bytes(_ path: String, _ input: [UInt8]?, at location: SourceLocation) throws(Diagnostic) -> [UInt8] {
        if path == "-" {
            if let input { return input }
            throw Diagnostic(
                .error, .wrongValue, "what curl would read from its standard input is not known here", at: location,
                help: "name a file that holds it")
        }
        do { return try environment.files.read(path, limit: Resources.documentLimit) } catch {
            throw Diagnostic(
                .error, error.isMissing ? .unknownFile : .unreadableFile, "cannot read '\(path)': \(error.reason)",
                at: location, help: environment.files.help(for: error))
        }
    }

    // MARK: - HAR

    private func importHAR(_ file: String?) throws(Diagnostics) -> ExitCode {
        let workshop = try workshop()
        let catalog = workshop.resources.catalog
        do throws(Diagnostic) {
            guard let file else {
                throw Diagnostic(
                    .error, .missingArgument, "'leadline import har' needs FILE.har",
                    help: "as in 'leadline import har customer.har -o case.leadline.yaml'")
            }
            let output = try freshOutput()
            var format = try PortedFormat(output)
            if case .commands = format { format = .scenario }
            let recording = try recording(file)
            if case .recording = format {
                try put(try recordingText(recording, workshop), to: output)
                console.note("wrote \(output ?? ""): \(counted(recording.exchanges.count, "exchange"))\n")
                return .success
            }
            var commands = PortedCommands(workshop.resources)
            let hosts = try PortedHosts(workshop, environment)
            commands.append(try redacted(recording, workshop), named: file, hosts)
            guard commands.count > 0 else { throw nothingKnown(in: file, recording, catalog, commands.mistakes) }
            try put(text(commands, format, catalog), to: output)
            tell(commands.notes + commands.mistakes.map { "left out: \($0.message)" })
            if let output { console.note("wrote \(output): \(counted(commands.count, "request"))\n") }
            return .success
        } catch { throw Diagnostics([error]) }
    }

    private func nothingKnown(
        in file: String, _ recording: Recording, _ catalog: APILibrary, _ mistakes: [Diagnostic]
    ) -> Diagnostic {
        if let first = mistakes.first { return first }
        let hosts = Set(recording.exchanges.map(\.request.origin)).sorted().prefix(8).joined(separator: ", ")
        return Diagnostic(
            .error, .emptySelection, "'\(file)' has no exchange with a server of a known API",
            notes: hosts.isEmpty ? [] : ["it has exchanges with \(DisplayText.harmlessLine(hosts))"],
            help: "name the description of a further API with --api FILE")
    }
}
