/// A query on JSON values by RFC 9535, as in `$.docs[?@.price < 10].id`.
///
/// Regular expressions are PCRE2's, of which those that the RFC asks for are a part; see `JSONPathRegexp`.
package struct JSONPath: Sendable {
    /// The query as it was written.
    package let text: String
    private let query: Query

    /// Reads a query, without blanks around it.
    package init(parsing text: String) throws(TextSyntaxError) {
        var parser = JSONPathParser(text)
        query = try parser.wholeQuery()
        self.text = text
    }

    /// Whether the query can give only one node: it names one member or element at each step.
    package var isSingular: Bool { query.steps != nil }

    /// The values that the query finds, one as often as it is found, in the RFC's order; members in the order written.
    package func nodes(in root: JSON) -> [JSON] {
        JSONPathEvaluator(root: root).nodes(of: query, at: Node(value: root)).map(\.value)
    }

    /// The normalized paths, as `$['docs'][0]`, of what `nodes(in:)` gives, in the same order.
    package func paths(in root: JSON) -> [String] {
        let nodes = JSONPathEvaluator(root: root).nodes(of: query, at: Node(value: root, place: .root))
        return nodes.map { $0.place?.text ?? "$" }
    }
}
