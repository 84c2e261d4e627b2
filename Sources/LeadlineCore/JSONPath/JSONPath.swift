/// A query on JSON values by RFC 9535, as in `$.docs[?@.price < 10].id`.
///
/// Regular expressions are PCRE2's, of which those that the RFC asks for are a part; see `JSONPathRegexp`.
package struct JSONPath: Sendable {
    /// The query as it was written.
    package let text: String
    private let query: Query
    /// How many nodes an evaluation looks at before it is given up, after a second or two.
    package static let stepLimit = 50_000_000

    /// Reads a query, without blanks around it.
    package init(parsing text: String) throws(TextSyntaxError) {
        var parser = JSONPathParser(text)
        query = try parser.wholeQuery()
        self.text = text
    }

    /// Whether the query can give only one node: it names one member or element at each step.
    package var isSingular: Bool { query.steps != nil }

    /// The values that the query finds, one as often as it is found, in the RFC's order; members in the order written.
    package func nodes(in root: JSON, stepLimit: Int = JSONPath.stepLimit) throws(JSONPathFailure) -> [JSON] {
        try JSONPathEvaluator(root: root, stepLimit: stepLimit).found(by: query, from: Node(value: root)).map(\.value)
    }

    /// The normalized paths, as `$['docs'][0]`, of what `nodes(in:)` gives, in the same order.
    package func paths(in root: JSON) throws(JSONPathFailure) -> [String] {
        let start = Node(value: root, place: .root)
        let evaluator = JSONPathEvaluator(root: root, stepLimit: Self.stepLimit)
        return try evaluator.found(by: query, from: start).map { $0.place?.text ?? "$" }
    }
}

/// Why a query has no answer on a document.
package enum JSONPathFailure: Error, Sendable, Equatable {
    /// A few characters can ask for more steps than anyone can wait for: `$..*..*..*`, or filters inside filters.
    case tooManySteps

    package var message: String { "the query needs too many steps on this document" }
}
