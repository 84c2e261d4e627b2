/// Colours by what they mean; plain text when they are off.
package struct Style: Sendable {
    package enum Role: Sendable {
        case failure, error, success, warning, strong, place, faint, expected, actual, frame
        /// The parts of JSON: names of members, texts, numbers, and `true`, `false`, `null`.
        case name, text, number, literal

        /// As terminals read it. Of the sixteen colours only those that can be read on dark and on light ground.
        fileprivate var code: String {
            switch self {
            case .failure: "1;31"
            case .error: "1;35"
            case .success: "1;32"
            case .warning: "33"
            case .strong: "1"
            case .place, .name: "36"
            case .faint: "2"
            case .expected, .text: "32"
            case .actual: "31"
            case .frame: "34"
            case .number: "35"
            case .literal: "1;34"
            }
        }
    }

    package var isOn: Bool

    package init(isOn: Bool) { self.isOn = isOn }

    package func callAsFunction(_ text: String, _ role: Role) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(role.code)m\(text)\u{1B}[0m" : text
    }
}

extension Style {
    /// Whether a stream gets colours: the option, then the variables that other tools honour too, then the terminal.
    package init(option: String?, variables: [String: String], isTerminal: Bool) {
        func isSet(_ name: String) -> Bool { !(variables[name] ?? "").isEmpty }
        func isForced(_ name: String) -> Bool {
            isSet(name) && !["0", "false"].contains(variables[name]?.lowercased() ?? "")
        }
        switch option {
        case "always": isOn = true
        case "never": isOn = false
        case _ where isSet("NO_COLOR") || isSet("ACCESSIBLE"): isOn = false
        case _ where isForced("FORCE_COLOR") || isForced("CLICOLOR_FORCE"): isOn = true
        case _ where isSet("FORCE_COLOR") || variables["CLICOLOR"] == "0": isOn = false
        // Terminals that know no sequences, or of which nothing is known.
        case _ where ["", "dumb", "emacs"].contains(variables["TERM"] ?? ""): isOn = false
        default: isOn = isTerminal
        }
    }
}
