/// The operators of sentences and of `where`, by the words that stand for them.
///
/// One table for the parser, its suggestions and the help.
package final class OperatorEntry: Sendable {
    /// What stands to the right, and which case of the tree it makes.
    enum Form: Sendable {
        case isEqual, isUnequal
        case compare(Test.Comparison)
        case isIn, isNotIn, all
        case exists, notExists
        case contains, notContains, like, notLike, matches, notMatches
        case near, within, intersects
        case hasItems, conforms
    }

    /// Who judges: the server (`where`), leadline itself (a sentence), either.
    package enum Judge: Sendable { case either, server, here }

    /// All spellings; the first is the canonical one.
    package let words: [String]
    let form: Form
    package let judge: Judge
    /// What stands behind the operator, as the help shows it.
    package let operand: String
    /// What to write instead where the operator cannot stand.
    let instead: String?

    init(_ words: [String], _ form: Form, _ judge: Judge = .either, operand: String = "VALUE", instead: String? = nil) {
        self.words = words
        self.form = form
        self.judge = judge
        self.operand = operand
        self.instead = instead
    }
}

extension OperatorEntry {
    /// Whether it takes a list to its right.
    package var takesList: Bool {
        switch form {
        case .isIn, .isNotIn, .all: true
        default: false
        }
    }

    /// Whether something of a type is worth comparing so.
    package func fits(_ type: ValueType) -> Bool {
        switch (form, type) {
        case (_, .any), (.isEqual, _), (.isUnequal, _), (.exists, _), (.notExists, _): true
        case (.compare, .text), (.compare, .number), (.compare, .integer), (.compare, .time): true
        case (.isIn, _), (.isNotIn, _): type != .boolean && type != .object
        case (.contains, _), (.notContains, _): type == .text || type.isList || type == .object && judge == .here
        case (.like, .text), (.notLike, .text), (.matches, .text), (.notMatches, .text): true
        case (.all, _), (.hasItems, _): type.isList
        case (.near, .list), (.within, .list), (.intersects, .list): true
        case (.conforms, _): type == .object || type.isList
        default: false
        }
    }
}

extension ValueType {
    fileprivate var isList: Bool { if case .list = self { true } else { false } }
}

package enum OperatorTable {
    package static let all: [OperatorEntry] = [
        OperatorEntry(["is", "=", "equals"], .isEqual),
        OperatorEntry(["is not", "!=", "not_equals"], .isUnequal),
        OperatorEntry([">", "greater_than"], .compare(.greaterThan)),
        OperatorEntry([">=", "greater_than_equal"], .compare(.greaterThanEqual)),
        OperatorEntry(["<", "less_than"], .compare(.lessThan)),
        OperatorEntry(["<=", "less_than_equal"], .compare(.lessThanEqual)),
        OperatorEntry(["in"], .isIn, operand: "[A, B]"),
        OperatorEntry(["not in", "not_in"], .isNotIn, operand: "[A, B]"),
        OperatorEntry(["all"], .all, operand: "[A, B]"),
        OperatorEntry(["exists"], .exists, operand: ""),
        OperatorEntry(["not exists"], .notExists, operand: ""),
        OperatorEntry(["contains"], .contains),
        OperatorEntry(["not contains"], .notContains, .here, instead: "'not like' leaves out texts that hold a word"),
        OperatorEntry(["like"], .like, .server, instead: "write 'contains' or 'matches'"),
        OperatorEntry(["not like", "not_like"], .notLike, .server, instead: "write 'not contains' or 'not matches'"),
        OperatorEntry(["matches"], .matches, .here, operand: "/REGEX/", instead: "write 'like' or 'contains'"),
        OperatorEntry(["not matches"], .notMatches, .here, operand: "/REGEX/", instead: "write 'not like'"),
        OperatorEntry(
            ["has"], .hasItems, .here, operand: "N items", instead: "find the documents, then 'expect docs has …'"),
        OperatorEntry(
            ["conforms"], .conforms, .here, operand: "", instead: "find the documents, then 'expect body conforms'"),
        OperatorEntry(["near"], .near, .server, operand: "[LNG, LAT, MAX, MIN]", instead: "compare the coordinates"),
        OperatorEntry(["within"], .within, .server, operand: "{GEOJSON}", instead: "compare the coordinates"),
        OperatorEntry(["intersects"], .intersects, .server, operand: "{GEOJSON}", instead: "compare the coordinates"),
    ]

    private static let byWord: [String: OperatorEntry] = {
        var entries: [String: OperatorEntry] = [:]
        for entry in all { for word in entry.words { entries[word] = entry } }
        return entries
    }()

    package static func entry(_ word: String) -> OperatorEntry? { byWord[word] }

    /// All spellings, for suggestions.
    static var words: [String] { all.flatMap(\.words) }

    /// What other languages write, and what stands for it here.
    static let foreign: [String: String] = [
        "==": "=", "===": "=", "<>": "!=", "!==": "!=", "=>": ">=", "=<": "<=", "eq": "is", "ne": "is not",
        "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "nin": "not in", "isnt": "is not", "isn't": "is not",
        "~": "matches", "=~": "matches", "includes": "contains", "startswith": "matches /^…/",
        "starts_with": "matches /^…/", "endswith": "matches /…$/", "ends_with": "matches /…$/", "equal": "is",
        "equal_to": "is", "are": "is", "was": "is", "exist": "exists", "missing": "not exists", "valid": "conforms",
    ]
}
