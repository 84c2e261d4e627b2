import LeadlineCore
import LeadlineScenarios

/// The reports of a run and the files into which they go.
struct ReportFiles: Sendable {
    private struct Open: Sendable {
        var report: any RunReport
        /// nil: standard output.
        var file: (any FileOutput)?
        /// What is not yet written.
        var bytes: [UInt8] = []

        mutating func consume(_ event: RunEvent, _ console: Console) throws(FileFailure) {
            report.consume(event, into: &bytes)
            var isLast = false
            if case .finished = event { isLast = true }
            if let file {
                if isLast || bytes.count >= ReportFiles.bufferSize { try file.write(bytes) } else { return }
                if isLast { try file.finish() }
            } else {
                console.write(String(decoding: bytes, as: UTF8.self))
            }
            bytes.removeAll(keepingCapacity: true)
        }
    }

    private var open: [Open] = []
    private let console: Console
    /// Whether one of them has standard output for itself.
    let takeStandardOutput: Bool
    /// Why a file is not whole.
    private(set) var failure: FileFailure?

    /// Bytes that are collected before they are written to a file.
    private static let bufferSize = 64 << 10

    /// Opens all files, so that none is missing after the requests were sent.
    init(_ options: RunOptions, _ environment: Environment, _ console: Console) throws(Diagnostic) {
        self.console = console
        takeStandardOutput = options.reports.contains(where: \.isStandardOutput)
        let redactor = Redactor(variables: environment.variables)
        let started = environment.timeOfDay()
        let signal = environment.interrupt.signal
        for request in options.reports {
            let report: any RunReport =
                switch request.kind {
                case .junit:
                    JUnitReport(redactor: redactor, repeated: options.repeated, started: started) { signal() != nil }
                case .jsonl:
                    JSONLinesReport(redactor: redactor, repeated: options.repeated, started: started, signal: signal)
                }
            do throws(FileFailure) {
                let file = request.isStandardOutput ? nil : try environment.writer.open(request.path)
                open.append(Open(report: report, file: file))
            } catch {
                throw Self.diagnostic(error)
            }
        }
    }

    /// Writes what an event adds; with the last event the files get their names.
    mutating func consume(_ event: RunEvent) {
        for index in open.indices {
            do throws(FileFailure) { try open[index].consume(event, console) } catch { failure = failure ?? error }
        }
    }

    static func diagnostic(_ failure: FileFailure) -> Diagnostic {
        Diagnostic(
            .error, .unwritableFile, "cannot write the report '\(failure.path)': \(failure.reason)",
            help: failure.isMissing ? "make its folder first" : nil)
    }
}
