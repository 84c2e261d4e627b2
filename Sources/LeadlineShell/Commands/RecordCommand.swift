import LeadlineAPI
import LeadlineCore
import LeadlineRecordings
import LeadlineSession

extension TrafficBench {
    /// `leadline record FILE.har --from URL`: records until it is told to stop. What came by then is in the file, which
    /// is how it is meant to end: the exit status is 0.
    func record() throws(Diagnostics) -> ExitCode { try withWorkshop(record) }

    private func record(_ workshop: Workshop) throws(Diagnostic) -> ExitCode {
        let path = try freshFile()
        let server = try server()
        guard let clients = environment.clients else {
            throw Diagnostic(.error, .cannotServe, "this program reaches no servers")
        }
        let output = try open(path)
        let proxy = RecordingProxy(server, clients: clients, environment: environment)
        try serve(
            isConcurrent: true,
            isReady: { [self] port in
                console.write("leadline record: http://127.0.0.1:\(port)\n")
                if line.verbosity == .quiet { return }
                console.note("passes requests on to \(proxy.origin); Ctrl-C ends it and writes '\(path)'\n")
            },
            respond: { [self] request in
                let response = proxy.respond(request)
                if line.verbosity == .verbose { log(request, response) }
                return response
            })
        return try write(proxy.recorder.recording, to: output, path, workshop)
    }

    private func log(_ request: HTTPRequest, _ response: HTTPResponse) {
        let text = "\(request.method) \(request.target) \(response.status)"
        console.note(console.presentation(line.verbosity).line(text) + "\n")
    }

    // MARK: - What is given

    /// Nothing that was recorded before is lost.
    private func freshFile() throws(Diagnostic) -> String {
        guard let path = line.operands.first else {
            throw Diagnostic(
                .error, .missingArgument, "'\(line.command.invocation)' needs FILE.har",
                help: line.command.examples.first.map { "as in '\($0.line)'" })
        }
        if (try? environment.files.kind(of: path)) != nil {
            throw Diagnostic(
                .error, .fileExists, "'\(path)' exists already, and nothing is overwritten",
                help: "choose another name, or remove it first")
        }
        return path
    }

    private func server() throws(Diagnostic) -> URLParts {
        guard let text = line.text(.from) else {
            throw Diagnostic(
                .error, .missingArgument, "'\(line.command.invocation)' needs --from URL",
                help: line.command.examples.last.map { "as in '\($0.line)'" })
        }
        do throws(TextSyntaxError) {
            let server = try URLParts(parsing: text)
            if server.target.contains("?") {
                throw TextSyntaxError(offset: text.utf8.count, message: "a URL without a query expected")
            }
            return server
        } catch {
            throw Diagnostic(
                .error, .invalidArgument, "'--from' takes a server's URL, found '\(text)': \(error.message)")
        }
    }

    // MARK: - The file

    /// The file is begun before the first request, so that one that cannot be written is not found out at the end.
    private func open(_ path: String) throws(Diagnostic) -> any FileOutput {
        do throws(FileFailure) { return try environment.writer.open(path) } catch { throw unwritable(path, error) }
    }

    private func unwritable(_ path: String, _ failure: FileFailure) -> Diagnostic {
        Diagnostic(.error, .unwritableFile, "cannot write '\(path)': \(failure.reason)")
    }

    private func write(
        _ recording: Recording, to output: any FileOutput, _ path: String, _ workshop: Workshop
    ) throws(Diagnostic) -> ExitCode {
        let redactor = try redactor(workshop)
        let artefact: RedactedArtefact
        do throws(RedactionFailure) {
            artefact = try redactor.artefact(of: recording) { redacted in
                Array((redacted.recording.har(creatorVersion: Version.current).text() + "\n").utf8)
            }
        } catch {
            console.show(error.diagnostic)
            return .refused
        }
        do throws(FileFailure) {
            try output.write(artefact.bytes)
            try output.finish()
        } catch { throw unwritable(path, error) }
        let count = counted(recording.exchanges.count, "exchange")
        if line.verbosity != .quiet { console.note("'\(path)' holds \(count); \(artefact.summary)\n") }
        return .success
    }

    /// What takes out secrets and real people.
    private func redactor(_ workshop: Workshop) throws(Diagnostic) -> RecordingRedactor {
        let secrets = environment.secrets.all.map { secret in
            RecordingRedactor.Secret(name: secret.shown.filter { !"<>$".contains($0) }, value: secret.value)
        }
        func random(_ count: Int) -> [UInt8] { (0..<count).map { _ in .random(in: .min ... .max) } }
        let key: PseudonymKey?
        if let state = environment.state, let folder = UserFolders(variables: environment.variables).state {
            let path = Paths.join(folder, "pseudonyms.key")
            do throws(FileFailure) { key = try PseudonymKey(at: path, in: state, random: random) } catch {
                throw Diagnostic(
                    .error, .unreadableFile, "cannot keep the key of pseudonyms in '\(path)': \(error.reason)")
            }
        } else {
            key = PseudonymKey(random(PseudonymKey.size))
        }
        guard let key else { throw Diagnostic(.error, .unreadableFile, "there is no key for pseudonyms") }
        return RecordingRedactor(apis: try workshop.resources.catalog.all(), secrets: secrets, key: key)
    }
}
