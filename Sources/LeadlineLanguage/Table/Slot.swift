/// What stands behind a command's name: the parser reads by it, the help prints it, completion asks it.
package indirect enum Slot: Sendable {
    case keyword(String)
    /// `COLL`
    case collection
    /// `COLL/ID`
    case document
    /// `COLL` or `COLL/ID`
    case collectionOrDocument
    /// A single word, under the name that the help gives it: `METHOD`, `API`.
    case word(String)
    case value(String)
    /// One or more.
    case values(String)
    case path
    /// So many or more.
    case paths(atLeast: Int)
    /// `path=value` and `from value`, so many or more.
    case parts(atLeast: Int)
    /// `NAME=value`, so many or more.
    case assignments(atLeast: Int)
    /// A sentence.
    case predicate
    case duration
    /// A number of digits.
    case number
    /// An exchange: its number, or a name bound to its answer.
    case reference
    case subject
    case verb
    /// A request: any, or one of those that the mock's store knows.
    case request(storeOnly: Bool)
    /// `-> NAME`
    case result
    case helpWords
    /// All the rest, by the rules of a POSIX shell.
    case shellWords
    case optional([Slot])
    /// The first whose keyword stands here, or the last if that has none.
    case oneOf([[Slot]])
    /// Fields, `where`, `set` and clauses in any order.
    case body(Body)
}

/// What a request may have behind its first words, in any order.
package struct Body: Sendable {
    package enum Fields: Sendable {
        case none
        /// `create leads name=Ada`
        case plain
        /// `update leads/1 set name=Ada`
        case behindSet
    }

    package var fields: Fields = .none
    package var hasFilter = false
    /// `json`, `body`, `form`
    package var hasRawBody = false
    package var clauses: [ClauseName] = ClauseName.allCases

    package static let create = Body(fields: .plain)
    package static let get = Body()
    package static let find = Body(hasFilter: true)
    package static let update = Body(fields: .behindSet, hasFilter: true)
    package static let delete = Body(hasFilter: true)
    /// A draft, a page: what is sent stands fast, how it is sent may be said.
    package static let clausesOnly = Body()
    /// Sent as written, so that only what concerns the sending itself can be said.
    package static let raw = Body(hasRawBody: true, clauses: [.key, .header, .bind])
}

/// The clauses of requests. Which of them an operation knows is said by its API's description.
package enum ClauseName: String, Sendable, CaseIterable {
    case sort, limit, page, depth, locale
    case fallbackLocale = "fallback-locale"
    case key = "as"
    case header
    case bind = "->"

    /// How the help writes it.
    package var synopsis: String {
        switch self {
        case .sort: "sort FIELD"
        case .limit, .page, .depth: "\(rawValue) N"
        case .locale, .fallbackLocale: "\(rawValue) LOCALE"
        case .key: "as KEY"
        case .header: "header NAME=VALUE"
        case .bind: "-> NAME"
        }
    }

    package var summary: String {
        switch self {
        case .sort: "order by a field; '-' in front: the greatest first"
        case .limit: "documents on a page; 0: all"
        case .page: "which page, from 1"
        case .depth: "how many levels of related documents to fill in"
        case .locale: "the language of the fields; '*': all"
        case .fallbackLocale: "the language for fields without a text; 'none': leave empty"
        case .key: "the key to send: on the mock full, read-only, other-dealer, unknown, none"
        case .header: "an HTTP header; the only clause that may be repeated"
        case .bind: "bind a name to the answer's document, or its list of documents"
        }
    }
}
