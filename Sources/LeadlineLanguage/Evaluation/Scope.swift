package import LeadlineCore

/// What a place takes, as far as reading a word needs to know.
package indirect enum ValueType: Sendable, Equatable {
    case text, number, integer, boolean, time, file, object
    case list(ValueType)
    /// A place of no known type: unknown or free-form fields, `row`, JSONPath.
    case any

    /// The name in messages.
    package var name: String {
        switch self {
        case .text: "text"
        case .number: "number"
        case .integer: "integer"
        case .boolean: "true or false"
        case .time: "time"
        case .file: "file"
        case .object: "object"
        case .list: "list"
        case .any: "value"
        }
    }
}

extension ValueType {
    /// How a word is read that is compared with a place of this type. No word is an object: where one was declared and
    /// a text came, as from a server in trouble, the text is what the word means.
    package var comparable: ValueType { self == .object ? .any : self }
}

/// What a name stands for.
package enum Datum: Sendable {
    case json(JSON)
    case time(Timestamp)
    case duration(Duration)
    /// A cell, a parameter, `env.X`: acts as if it were written where it is used.
    case word(Value)
}

/// A path whose placeholders are resolved.
package enum PathKey: Sendable, Hashable {
    case name(String)
    /// Negative counts from the end.
    case index(Int)
}

/// What a scope has under a path.
package enum Lookup: Sendable {
    case found(Datum)
    /// The first name is known; there is nothing below it.
    case missing
    /// An empty cell or parameter: nothing.
    case empty
    /// No such first name, column or parameter.
    case unknown
}

/// Names and what they stand for, in one step of one row; or in one rule of the mock.
package protocol Scope {
    func look(up path: [PathKey]) -> Lookup
    /// What a right side is read as when this path stands left of it.
    func type(of path: [PathKey]) -> ValueType
    /// How the value at a path differs from what the API description declares for it, one sentence each; nil when the
    /// description declares nothing for it.
    func nonconformities(at path: [PathKey]) -> [String]?
    /// What to do about a path that is `unknown`: the nearest name; nil where nothing can be said.
    func help(forUnknown path: [PathKey]) -> String?
}

extension Scope {
    package func type(of path: [PathKey]) -> ValueType { .any }
    package func nonconformities(at path: [PathKey]) -> [String]? { nil }
    package func help(forUnknown path: [PathKey]) -> String? { nil }

    func unknownName(_ path: [PathKey], at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .error, .unknownName, "unknown name '\(PathKey.description(path))'", at: location,
            help: help(forUnknown: path))
    }
}

/// A scope of plain values: the first name of a path is looked up, the rest is a path into it.
package struct Names: Scope {
    package var values: [String: Datum]

    package init(_ values: [String: Datum]) { self.values = values }

    package func look(up path: [PathKey]) -> Lookup {
        guard case .name(let first)? = path.first else { return .unknown }
        guard let value = values[first] else { return .unknown }
        return value.look(up: path.dropFirst())
    }
}

extension Datum {
    /// Goes down into a JSON value; a time, a duration and a bare word have nothing below them.
    package func look(up path: ArraySlice<PathKey>) -> Lookup {
        if path.isEmpty { return .found(self) }
        guard case .json(let json) = self, let value = json.value(at: path) else { return .missing }
        return .found(.json(value))
    }
}

extension JSON {
    /// The value below this one, nil where there is none.
    package func value(at path: ArraySlice<PathKey>) -> JSON? {
        var value = self
        for key in path {
            switch key {
            case .name(let name):
                guard let member = value[name] else { return nil }
                value = member
            case .index(let index):
                guard case .array(let elements) = value else { return nil }
                let place = index < 0 ? elements.count + index : index
                guard elements.indices.contains(place) else { return nil }
                value = elements[place]
            }
        }
        return value
    }
}

extension Path {
    /// The path's keys when no name in it holds a placeholder.
    package var literalKeys: [PathKey]? {
        var keys: [PathKey] = []
        keys.reserveCapacity(steps.count)
        for step in steps {
            switch step {
            case .index(let index): keys.append(.index(index))
            case .name(let name):
                guard let literal = name.literal else { return nil }
                keys.append(.name(literal))
            }
        }
        return keys
    }
}
