import LeadlineCore
import LeadlineScenarios

/// One line that lives while a run goes on: drawn over itself, erased before anything else is printed.
struct ProgressLine: Sendable {
    private let presentation: Presentation
    private var start: RunStart?
    private var finished = 0
    private var bad = 0
    private var current = ""
    private var isDrawn = false
    /// It was erased for something else to be printed.
    private var mustRedraw = false
    private var lastDrawn: Duration?

    /// A run that is over before anyone could read draws nothing, and none draws faster than eyes follow.
    private static let interval = Duration.milliseconds(100)

    init(_ presentation: Presentation) { self.presentation = presentation }

    /// Whether a line that draws over itself makes sense: not in CI, not on a terminal that cannot.
    static func isWanted(isTerminal: Bool, variables: [String: String]) -> Bool {
        let isCI = !["", "false", "0"].contains(variables["CI"] ?? "")
        return isTerminal && !isCI && variables["TERM"] != "dumb" && !(variables["TERM"] ?? "").isEmpty
    }

    mutating func consume(_ event: RunEvent) {
        switch event {
        case .started(let start): self.start = start
        case .rowStarted(let identity): current = RowName(identity, presentation).text()
        case .rowFinished(let result):
            finished += 1
            if result.isBad { bad += 1 }
        case .coverage: break
        case .finished: start = nil
        }
    }

    /// What to print to draw the line anew, empty when it is too early or the run is over.
    mutating func drawing(at now: Duration) -> String {
        guard let start else { return "" }
        guard let last = lastDrawn else {
            lastDrawn = now
            return ""
        }
        guard mustRedraw || now - last >= Self.interval else { return "" }
        mustRedraw = false
        lastDrawn = now
        isDrawn = true
        let failed = bad > 0 ? presentation.style("  \(bad) failed", .failure) : ""
        let head = "\(finished)/\(start.rows)"
        let room = presentation.width - head.utf8.count - (bad > 0 ? 16 : 4)
        return Self.clear + presentation.style(head, .strong) + failed + "  " + Presentation.cut(current, room)
    }

    /// What takes the line away; empty when there is none.
    mutating func erasing() -> String {
        guard isDrawn else { return "" }
        isDrawn = false
        mustRedraw = true
        return Self.clear
    }

    static let clear = "\r\u{1B}[K"
}
