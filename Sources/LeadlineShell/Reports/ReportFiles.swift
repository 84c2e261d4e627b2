import LeadlineCore
import LeadlineScenarios

/// The reports of a run and the files into which they go.
struct ReportFiles: Sendable {
    private enum Report: Sendable {
        case junit(JUnitReport)
        case jsonl(JSONLinesReport)

        mutating func text(for event: RunEvent) -> String {
            switch self {
            case .junit(var report):
                defer { self = .junit(report) }
                return report.text(for: event)
            case .jsonl(var report):
                defer { self = .jsonl(report) }
                return report.text(for: event)
            }
        }
    }

    private struct Open: Sendable {
        var report: Report
        /// nil: standard output.
        var file: (any FileOutput)?
    }

    private var open: [Open] = []
    private let console: Console?
    /// Whether one of them has standard output for itself.
    let takeStandardOutput: Bool
    /// Why a file is not whole.
    private(set) var failure: FileFailure?

    static let none = ReportFiles()

    private init() {
        console = nil
        takeStandardOutput = false
    }

    /// Opens all files, so that none is missing after the requests were sent.
    init(_ options: RunOptions, _ environment: Environment, _ console: Console) throws(Diagnostic) {
        self.console = console
        takeStandardOutput = options.reports.contains(where: \.isStandardOutput)
        let redactor = Redactor(variables: environment.variables)
        for request in options.reports {
            let report: Report =
                switch request.kind {
                case .junit: .junit(JUnitReport(redactor: redactor, repeated: options.repeated))
                case .jsonl: .jsonl(JSONLinesReport(redactor: redactor, signal: environment.interrupt.signal))
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
            let text = open[index].report.text(for: event)
            guard let file = open[index].file else {
                console?.write(text)
                continue
            }
            do throws(FileFailure) {
                if !text.isEmpty { try file.write(text) }
                if case .finished = event { try file.finish() }
            } catch {
                failure = failure ?? error
            }
        }
    }

    static func diagnostic(_ failure: FileFailure) -> Diagnostic {
        Diagnostic(.error, .unreadableFile, "cannot write the report '\(failure.path)': \(failure.reason)")
    }
}
