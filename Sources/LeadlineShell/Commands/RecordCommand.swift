import LeadlineAPI
import LeadlineCore
import LeadlineRecordings
import LeadlineSession

extension TrafficBench {
    /// `leadline record FILE.har --from URL`: records until it is told to stop. What came by then is in the file, which
    /// is how it is meant to end: the exit status is 0.
    func record() throws(Diagnostics) -> ExitCode { try withWorkshop(record) }

    private func record(_ workshop: Workshop) throws(Diagnostic) -> ExitCode {
        let path = try path()
        let server = try server()
        guard let clients = environment.clients else {
            throw Diagnostic(.error, .cannotServe, "this program reaches no servers")
        }
        let output = try RecordingOutput(path, environment)
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
        return try write(proxy.recorder.recording, to: output, workshop)
    }

    private func log(_ request: HTTPRequest, _ response: HTTPResponse) {
        let text = "\(request.method) \(request.target) \(response.status)"
        console.note(console.presentation(line.verbosity).line(text) + "\n")
    }

    // MARK: - What is given

    private func path() throws(Diagnostic) -> String {
        if let path = line.operands.first { return path }
        throw Diagnostic(
            .error, .missingArgument, "'\(line.command.invocation)' needs FILE.har",
            help: line.command.examples.first.map { "as in '\($0.line)'" })
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

    private func write(
        _ recording: Recording, to output: RecordingOutput, _ workshop: Workshop
    ) throws(Diagnostic) -> ExitCode {
        let artefact: RedactedArtefact
        do throws(Diagnostic) { artefact = try workshop.file(of: recording, environment, masksPeople: true) } catch {
            guard error.code == .holdsSecret else { throw error }
            console.show(error)
            return .refused
        }
        try output.write(artefact.bytes)
        let count = counted(recording.exchanges.count, "exchange")
        if line.verbosity != .quiet { console.note("'\(output.path)' holds \(count); \(artefact.summary)\n") }
        return .success
    }
}
