import LeadlineCore

/// Finds the paths of a `where` that must not be queried.
struct PayloadPathCheck {
    private let resolver: PayloadPathResolver
    private let collection: PayloadCollection
    private var invalid: [String] = []
    /// Found by permissions, which the server asks for later.
    private var forbidden: [String] = []

    private init(_ resolver: PayloadPathResolver, _ collection: PayloadCollection) {
        self.resolver = resolver
        self.collection = collection
    }

    static func check(
        _ condition: JSON, of collection: PayloadCollection, _ resolver: PayloadPathResolver
    ) throws(PayloadError) {
        var check = PayloadPathCheck(resolver, collection)
        check.read(condition)
        try check.finish()
    }

    /// Fields that sort are read; a path to nothing sorts by nothing.
    static func check(
        sort paths: [String], of collection: PayloadCollection, _ resolver: PayloadPathResolver
    ) throws(PayloadError) {
        var check = PayloadPathCheck(resolver, collection)
        var open = resolver
        open.overridesAccess = true
        for path in paths {
            let path = Self.dotted(path)
            if path == "id" || open.hops(of: path, in: collection).contains(where: \.isInvalid) { continue }
            check.read(path: path)
        }
        try check.finish()
    }

    private func finish() throws(PayloadError) {
        let paths = invalid + forbidden
        if !paths.isEmpty { throw .query(paths) }
    }

    /// `__` is a dot, `_id` is `id`.
    static func dotted(_ path: String) -> String {
        if path == "_id" { return "id" }
        guard path.contains("__") else { return path }
        return path.split(separator: "__", omittingEmptySubsequences: false).joined(separator: ".")
    }

    private mutating func read(_ condition: JSON) {
        for (name, constraint) in condition.constraints {
            if let items = constraint.array, isLogic(name) {
                items.forEach { read($0) }
                continue
            }
            for (operation, _) in constraint.enumerated {
                if PayloadOperator(operation, resolver.profile) != nil {
                    read(path: Self.dotted(name))
                } else if resolver.profile == .v3 {
                    invalid.append("\(name).\(operation)")
                }
            }
        }
    }

    private func isLogic(_ name: String) -> Bool {
        resolver.profile == .v3
            ? PayloadOperator.Logic(anyCase: name) != nil : PayloadOperator.Logic(rawValue: name) != nil
    }

    private mutating func read(path: String) {
        guard path != "id" else { return }
        for hop in resolver.hops(of: path, in: collection) {
            if hop.isInvalid {
                invalid.append(hop.path)
                continue
            }
            if hop.field?.isVirtual == true { invalid.append(hop.path) }
            guard !resolver.overridesAccess, let field = hop.field, !hop.mayBeRead else { continue }
            let isValue = field.isPolymorphic && hop.path.hasSuffix(".value")
            forbidden.append(isValue ? String(hop.path.dropLast(".value".count)) : hop.path)
        }
    }
}

extension JSON {
    /// What `for … in` goes through: the members of an object, the items of a list, the characters of a text.
    var enumerated: [(name: String, value: JSON)] {
        switch self {
        case .object(let object): object.members.map { ($0.name, $0.value) }
        case .array(let items): items.enumerated().map { (String($0), $1) }
        case .string(let text): text.utf16.indices.enumerated().map { place, _ in (String(place), .null) }
        case .null, .bool, .number: []
        }
    }

    /// The conditions of a `where`; nothing else than objects and lists has any.
    var constraints: [(name: String, value: JSON)] {
        switch self {
        case .object, .array: enumerated
        default: []
        }
    }
}
