package import LeadlineCore
package import LeadlineLanguage

/// How the servers of an API read a `where` from a query string. Each family of APIs has one.
package protocol FilterEncoding: Sendable {
    /// Throws a sentence when the servers cannot be asked this, or would read it otherwise than it is meant.
    ///
    /// `document` is what is known of the documents of the collection.
    func pairs(for filter: Filter, in document: Schema?) throws(UnsupportedFilter) -> [QueryPair]
}

extension API.Dialect {
    package var filterEncoding: any FilterEncoding {
        switch self {
        case .plain: PlainFilterEncoding()
        case .payload(let version): PayloadFilterEncoding(version: version)
        }
    }
}

/// Why a `where` cannot be written for an API.
package struct UnsupportedFilter: Error, Sendable, Equatable {
    package var reason: String
    /// What to do instead.
    package var help: String?

    package init(reason: String, help: String? = nil) {
        self.reason = reason
        self.help = help
    }
}

/// `?field=value`, several joined by `and`: what REST APIs without a language of their own understand.
package struct PlainFilterEncoding: FilterEncoding {
    package init() {}

    package func pairs(for filter: Filter, in document: Schema?) throws(UnsupportedFilter) -> [QueryPair] {
        switch filter {
        case .and(let parts):
            var pairs: [QueryPair] = []
            for part in parts { pairs += try self.pairs(for: part, in: document) }
            return pairs
        case .or:
            throw UnsupportedFilter(reason: "this API can only be asked for fields joined by 'and'")
        case .test(let test):
            guard test.operation == "equals", let text = test.operand.formText else {
                throw UnsupportedFilter(reason: "this API can only be asked whether a field equals a value")
            }
            return [QueryPair(test.field, text)]
        }
    }
}

extension JSON {
    /// The value as a form or a query string writes it: null is empty, booleans are words; nil for lists and objects.
    package var formText: String? {
        switch self {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .number(let number): number.text
        case .string(let text): text
        case .array, .object: nil
        }
    }
}
