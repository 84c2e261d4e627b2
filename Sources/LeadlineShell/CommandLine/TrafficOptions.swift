import LeadlineAPI
import LeadlineCore
import LeadlineLive

/// Where requests go, as the command line names it.
package enum TargetOption: Sendable, Equatable {
    case mock
    /// A profile's name, or the URL of a server on this machine.
    case live(String)
    /// A recording's file.
    case replay(String)

    /// `mock`, `staging`, `live staging`, `case.har`, `replay case.har`, `http://127.0.0.1:8080`; a colon may stand for the
    /// blank.
    package init(_ text: String) {
        for (word, make) in [("live", Self.live), ("replay", Self.replay)] {
            for separator in [" ", ":"] where text.hasPrefix(word + separator) {
                self = make(String(text.dropFirst(word.count + 1)))
                return
            }
        }
        self = text == "mock" ? .mock : text.hasSuffix(".har") ? .replay(text) : .live(text)
    }

    /// What the language's `target` chooses.
    init(_ kind: TargetKind, _ name: String) {
        switch kind {
        case .mock: self = .mock
        case .live: self = .live(name)
        case .replay: self = .replay(name)
        }
    }

    /// As it can be given again.
    package var text: String {
        switch self {
        case .mock: "mock"
        case .live(let name): "live:\(name)"
        case .replay(let file): "replay:\(file)"
        }
    }
}

/// How requests travel, and what is kept of them.
package struct TrafficOptions: Sendable {
    package var target: TargetOption
    /// Where everything that is sent and answered is written.
    package var recording: String?
    package var allowsWrites: Bool
    /// Requests to a live server in a second; nil: what the profile says.
    package var rate: Double?
    /// As it was given: `30/m`.
    private var rateText: String?
    /// Whether a recording's bodies, queries and order may differ.
    package var isLenient: Bool
    /// Whether a recording's dates are moved to now.
    package var usesTimeLens: Bool
    package var isUnmasked: Bool

    init(_ line: ParsedLine) throws(Diagnostic) {
        target = line.text(.target).map { TargetOption($0) } ?? .mock
        recording = line.text(.record)
        allowsWrites = line.has(.allowWrites)
        rateText = line.text(.rate)
        rate = try rateText.map { text throws(Diagnostic) in try Self.rate(text) }
        isLenient = line.has(.lenient)
        usesTimeLens = line.has(.timeLens)
        isUnmasked = line.has(.unmasked)
    }

    /// The options with which requests travel in the same way again; what is kept of them is not repeated.
    var repeated: [String] {
        var words = target == .mock ? [] : ["--target", target.text]
        if allowsWrites { words.append("--allow-writes") }
        if let rateText { words += ["--rate", rateText] }
        if isLenient { words.append("--lenient") }
        if usesTimeLens { words.append("--time-lens") }
        return words
    }

    private static func rate(_ text: String) throws(Diagnostic) -> Double {
        if let rate = RateText.parse(text) { return rate }
        throw Diagnostic(
            .error, .invalidArgument, "'--rate' takes a number of requests and a time, found '\(text)'",
            help: "as in --rate 5/s, 30/m or 100/h")
    }

    /// The embedded mock, nothing recorded.
    package static let mock = TrafficOptions()

    private init() {
        target = .mock
        allowsWrites = false
        isLenient = false
        usesTimeLens = false
        isUnmasked = false
    }
}
