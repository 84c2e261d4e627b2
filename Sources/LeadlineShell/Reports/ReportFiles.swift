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

        mutating func consume(_ event: RunEvent, _ shown: String, _ console: Console) throws(FileFailure) {
            report.consume(event, shown: shown, into: &bytes)
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
    private let view: FailureView
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
        let redactor = environment.secrets.redactor
        view = FailureView(presentation: Presentation(redactor: redactor), repeated: options.repeated)
        let started = environment.timeOfDay()
        let signal = environment.interrupt.signal
        for request in options.reports {
            let report: any RunReport =
                switch request.kind {
                case .junit:
                    JUnitReport(redactor: redactor, started: started) { signal() != nil }
                case .jsonl:
                    JSONLinesReport(redactor: redactor, started: started, signal: signal)
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
        if open.isEmpty { return }
        var shown = ""
        if case .rowFinished(let result) = event, result.isBad { shown = view.text(result) }
        // One that failed is given up with all that it holds; from the last, so that none moves up before its turn.
        for index in open.indices.reversed() {
            do throws(FileFailure) { try open[index].consume(event, shown, console) } catch {
                failure = failure ?? error
                open.remove(at: index)
            }
        }
    }

    static func diagnostic(_ failure: FileFailure) -> Diagnostic {
        Diagnostic(
            .error, .unwritableFile, "cannot write the report '\(failure.path)': \(failure.reason)",
            help: failure.isMissing ? "make its folder first" : nil)
    }
}
