import LeadlineCore
package import LeadlineLanguage

/// `where[email][equals]=…`: a `where` as the `qs` library of JavaScript writes it and Payload's servers read it.
package struct PayloadFilterEncoding: FilterEncoding {
    /// Longer lists travel as one text joined by commas: servers read only the first 1,000 parts of a query string.
    static let listLimit = 50

    /// The operators for which servers split a text at its commas.
    private static let splitting: Set = ["in", "not_in", "all"]

    /// Of Payload: 2 stands for 1.x, too.
    private let version: Int

    package init(version: Int = 3) { self.version = version }

    package func pairs(for filter: Filter, in document: Schema?) throws(UnsupportedFilter) -> [QueryPair] {
        let limits = PayloadFilterGuard(document: document, version: version)
        try limits.check(filter)
        let pairs = BracketQuery.pairs(of: Self.sendable(filter).json, as: "where")
        try limits.check(pairs)
        return pairs
    }

    /// The same question in the forms that every version of Payload reads.
    private static func sendable(_ filter: Filter) -> Filter {
        switch filter {
        case .and(let parts): return .and(parts.map(sendable))
        case .or(let parts): return .or(parts.map(sendable))
        case .test(var test):
            if test.operand == .null {
                // The empty text, which null would become, means something else to 1.x and 2.x.
                test.operand = "null"
            } else if splitting.contains(test.operation), let list = test.operand.array, list.count > listLimit,
                let joined = joined(list)
            {
                test.operand = .string(joined)
            }
            return .test(test)
        }
    }

    /// nil where commas would be read otherwise: in texts that hold some, and between dates.
    private static func joined(_ list: [JSON]) -> String? {
        var texts: [String] = []
        for element in list {
            guard let text = element.number?.javaScriptText ?? element.formText, !text.isEmpty, !text.contains(","),
                (try? Timestamp(parsing: text)) == nil
            else { return nil }
            texts.append(text)
        }
        return texts.joined(separator: ",")
    }
}
