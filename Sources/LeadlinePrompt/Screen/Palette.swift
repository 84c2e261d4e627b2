/// The colours of the roles: of the sixteen that every theme makes readable, or none at all.
package struct Palette: Sendable, Equatable {
    private let isOn: Bool

    /// - Parameter isOn: false under `NO_COLOR`: then not one SGR sequence is written.
    package init(isOn: Bool) { self.isOn = isOn }

    /// What changes the terminal to the look of a role, from any other.
    func change(to role: TextRole) -> String {
        guard isOn else { return "" }
        let parameters = Self.parameters(of: role)
        return parameters.isEmpty ? "\u{1B}[0m" : "\u{1B}[0;\(parameters)m"
    }

    private static func parameters(of role: TextRole) -> String {
        switch role {
        case .plain, .comparison: ""
        case .prompt, .strong: "1"
        case .command: "1;34"
        case .keyword: "35"
        case .field: "36"
        case .value, .quoted: "32"
        case .placeholder: "33"
        case .comment, .faint: "2"
        case .problem: "4;31"
        case .selected: "7"
        }
    }
}
