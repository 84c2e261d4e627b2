import LeadlineCore

/// Something in a typed text that cannot be right, or that the API description warns of.
struct LineProblem {
    var range: Range<Int>
    /// One line: why, and what was probably meant.
    var message: String
    /// Whether more characters behind it could make it right, as digits a telephone number.
    var mayGrow = false

    init(_ range: Range<Int>, _ message: String, mayGrow: Bool = false) {
        self.range = range
        self.message = message
        self.mayGrow = mayGrow
    }

    init?(_ diagnostic: Diagnostic) {
        guard let range = diagnostic.location?.range else { return nil }
        self.init(range, diagnostic.message + (diagnostic.help.map { ": \($0)" } ?? ""))
    }
}
