/// A JSON value that keeps the order of members and the text of numbers.
///
/// Equality is that of JSON values: numbers by value, texts and names by code points, members in any order.
package enum JSON: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

/// The members of an object in the order written; names are unique, and the same only if their code points are.
package struct JSONObject: Sendable {
    package struct Member: Sendable {
        package var name: String
        package var value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member]

    package init() { members = [] }

    /// Members whose names are known to differ, as a parser has made sure.
    package init(uniqueMembers members: [Member]) { self.members = members }

    package init(_ pairs: KeyValuePairs<String, JSON>) {
        self.init()
        for (name, value) in pairs { self[name] = value }
    }

    package var isEmpty: Bool { members.isEmpty }
    package var count: Int { members.count }

    /// The value of a member; setting replaces in place or appends, setting nil removes.
    package subscript(_ name: String) -> JSON? {
        get { place(of: name).map { members[$0].value } }
        set {
            switch (place(of: name), newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append(Member(name, value))
            case (nil, nil): break
            }
        }
    }

    /// Changes a member in place, without a copy of what it holds.
    package mutating func modify<Result>(_ name: String, _ change: (inout JSON?) -> Result) -> Result {
        guard let place = place(of: name) else {
            var value: JSON?
            defer { if let value { members.append(Member(name, value)) } }
            return change(&value)
        }
        var value: JSON? = members[place].value
        members[place].value = .null
        let result = change(&value)
        if let value { members[place].value = value } else { members.remove(at: place) }
        return result
    }

    /// The value of a member that probably is at `place`, where most of many objects have it; tells where it is.
    package func value(_ name: String, near place: inout Int) -> JSON? {
        if place < members.count, members[place].name.hasSameBytes(as: name) { return members[place].value }
        guard let found = self.place(of: name) else { return nil }
        place = found
        return members[found].value
    }

    /// Sets all members of another object, as setting one after the other does.
    package mutating func merge(_ other: JSONObject) {
        guard !isEmpty else {
            self = other
            return
        }
        var finder = JSONMemberFinder(self)
        for member in other.members {
            // The names of `other` differ, so that what it adds need not be found again.
            if let place = finder.place(of: member.name) {
                members[place].value = member.value
            } else {
                members.append(member)
            }
        }
    }

    func place(of name: String) -> Int? {
        guard name.utf8Span.isKnownASCII else { return members.firstIndex { $0.name.hasSameBytes(as: name) } }
        // As `hasSameBytes` does, with what depends on the name alone done once.
        let size = name.utf8.count
        return members.firstIndex { $0.name.utf8.count == size && $0.name == name }
    }
}

extension JSON: Equatable {
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension JSONObject: Equatable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        for (place, member) in left.members.enumerated() {
            // Most objects that are compared have their members in the same order.
            let other = right.members[place]
            guard other.name.hasSameBytes(as: member.name) else { return right.includes(left.members[place...]) }
            guard other.value == member.value else { return false }
        }
        return true
    }

    private func includes(_ others: ArraySlice<Member>) -> Bool {
        var finder = JSONMemberFinder(self)
        return others.allSatisfy { finder[$0.name] == $0.value }
    }
}

extension String {
    /// Whether two texts have the same code points. Swift's `==` also holds for texts that only look the same, as
    /// `é` in one code point or in two.
    package func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        // A text of as many bytes that is canonically equal to ASCII is the same ASCII, and this is the fastest test.
        if utf8Span.isKnownASCII { return self == other }
        let (left, right) = (utf8.span, other.utf8.span)
        for place in left.indices where left[place] != right[place] { return false }
        return true
    }
}

extension JSON {
    package var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
    package var array: [JSON]? { if case .array(let array) = self { array } else { nil } }
    package var string: String? { if case .string(let string) = self { string } else { nil } }
    package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    package var number: JSONNumber? { if case .number(let number) = self { number } else { nil } }

    /// A member of an object; nil for a missing one and for other values.
    package subscript(_ name: String) -> JSON? { object?[name] }

    package static func integer(_ value: Int) -> JSON { .number(JSONNumber(value)) }

    /// The word for this value's type in messages: text, number, boolean, list, object, null.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "text"
        case .array: "list"
        case .object: "object"
        }
    }

    /// The type with its article, for what was found: "a list", "null".
    package var typePhrase: String {
        switch self {
        case .null: "null"
        case .object: "an object"
        default: "a \(typeName)"
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) {
        var object = JSONObject()
        for (name, value) in elements { object[name] = value }
        self = .object(object)
    }
}
