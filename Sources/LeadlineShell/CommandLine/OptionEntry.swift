/// The options of the binary by their long names.
package enum OptionName: String, Sendable, CaseIterable {
    case command, target, api, `var`, jobs, `case`, row, tags, seed
    case maxFailures = "max-failures"
    case maxAffected = "max-affected"
    case failFast = "fail-fast"
    case keepGoing = "keep-going"
    case noInit = "no-init"
    case json, resume, `private`
    case record, rate, lenient, unmasked, port, clock, from, output
    case allowWrites = "allow-writes"
    case timeLens = "time-lens"
    case list, report, coverage, jsonpath, verbose, quiet, color, help, version
}

/// An option as parser, help and suggestions read it.
package struct OptionEntry: Sendable {
    package enum Shape: Sendable, Equatable {
        case flag
        /// The value's name in the help: `COMMAND`.
        case text(String)
        case number(ClosedRange<Int>)
        case choice([String])
    }

    package let name: OptionName
    package let short: Character?
    package let shape: Shape
    package let isRepeatable: Bool
    /// What it does, in one line.
    package let summary: String
    /// Whether `LEADLINE_<OPTION>` stands for it when it is not given.
    package let hasVariable: Bool

    init(
        _ name: OptionName, short: Character? = nil, takes shape: Shape = .flag, repeatable: Bool = false,
        variable: Bool = true, _ summary: String
    ) {
        self.name = name
        self.short = short
        self.shape = shape
        isRepeatable = repeatable
        self.summary = summary
        hasVariable = variable
    }

    /// `--max-failures`
    package var long: String { "--\(name.rawValue)" }

    /// `LEADLINE_MAX_FAILURES`
    package var variable: String {
        "LEADLINE_" + name.rawValue.uppercased().split(separator: "-").joined(separator: "_")
    }

    /// The value's name in the help; nil for a flag.
    package var valueName: String? {
        switch shape {
        case .flag: nil
        case .text(let name): name
        case .number: "N"
        case .choice(let choices): choices.joined(separator: "|")
        }
    }
}
