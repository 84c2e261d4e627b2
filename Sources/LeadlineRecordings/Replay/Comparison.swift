import LeadlineCore

/// How a request that is sent differs from a recorded one.
struct Comparison {
    struct Difference {
        var place: String
        /// nil: there is none.
        var recorded: JSON?
        var sent: JSON?
    }

    /// What may stand in the place of what was recorded.
    struct Rules {
        var pseudonyms: PseudonymBindings
        /// What dates became.
        var lens: TimeLens?
        /// How many segments of the path that is sent are the API's base, where a recording may have another.
        var baseLength: Int?
        /// How far a moment may be from the recorded one: those that were told from the clock never come out the same.
        var drift: Duration = .zero
    }

    private(set) var differences: [Difference] = []
    private(set) var bindings: Bindings
    /// 0: they are the same. What differs in the path weighs more than what differs in the body.
    private(set) var distance = 0
    /// Whether only query, body or key differ.
    private(set) var hasSamePlace = true
    private let rules: Rules

    init(_ recorded: RequestShape, _ sent: RequestShape, _ rules: Rules, _ bindings: Bindings) {
        self.rules = rules
        self.bindings = bindings
        if recorded.method != sent.method {
            hasSamePlace = false
            add("method", .string(recorded.method), .string(sent.method), weight: 6)
        }
        comparePaths(recorded, sent)
        compareKeys(recorded.key, sent.key)
        compare(recorded.query, sent.query, "query")
        if recorded.form == sent.form {
            compare(recorded.body, sent.body, "body")
        } else {
            add("body", .string(recorded.form.rawValue), .string(sent.form.rawValue), weight: 3)
        }
    }

    private mutating func add(_ place: String, _ recorded: JSON?, _ sent: JSON?, weight: Int = 1) {
        differences.append(Difference(place: place, recorded: recorded, sent: sent))
        distance += weight
    }

    // MARK: Path and key

    private mutating func comparePaths(_ recorded: RequestShape, _ sent: RequestShape) {
        var best = unequal(recorded.segments, sent.segments)
        if let length = rules.baseLength {
            let relative = Array(sent.segments.dropFirst(length))
            if !relative.isEmpty, recorded.segments.count >= relative.count {
                best = min(best, unequal(recorded.segments.suffix(relative.count), relative))
            }
        }
        guard best > 0 else { return }
        hasSamePlace = false
        add("the path", .string(recorded.path), .string(sent.path), weight: 5 * best)
    }

    /// How many segments differ; binds pseudonyms where none does.
    private mutating func unequal(_ recorded: [String], _ sent: [String]) -> Int {
        guard recorded.count == sent.count else { return 4 }
        var trial = bindings
        let count = zip(recorded, sent).count { !isEqual($0, $1, &trial) }
        if count == 0 { bindings = trial }
        return count
    }

    private mutating func compareKeys(_ recorded: RequestShape.UsedKey, _ sent: RequestShape.UsedKey) {
        guard recorded != sent, recorded != .unknown, sent != .unknown else { return }
        add("the key", .string(Self.name(recorded)), .string(Self.name(sent)), weight: 2)
    }

    private static func name(_ key: RequestShape.UsedKey) -> String {
        if case .name(let name) = key { name } else { "none" }
    }

    // MARK: Values

    private mutating func compare(_ recorded: JSON, _ sent: JSON, _ place: String) {
        switch (recorded, sent) {
        case (.object(let recorded), .object(let sent)):
            for member in recorded.members {
                let place = JSONDifference.path(place, member.name)
                if let value = sent[member.name] {
                    compare(member.value, value, place)
                } else {
                    add(place, member.value, nil)
                }
            }
            for member in sent.members where recorded[member.name] == nil {
                add(JSONDifference.path(place, member.name), nil, member.value)
            }
        case (.array(let recorded), .array(let sent)) where recorded.count == sent.count:
            for (index, pair) in zip(recorded, sent).enumerated() { compare(pair.0, pair.1, "\(place)[\(index)]") }
        default:
            if !isEqual(recorded, sent) { add(place, recorded, sent) }
        }
    }

    private mutating func isEqual(_ recorded: JSON, _ sent: JSON) -> Bool {
        switch (recorded, sent) {
        case (.string(let recorded), .string(let sent)): isEqual(recorded, sent, &bindings)
        case (.number(let one), .number(let other)):
            one == other || rules.pseudonyms.fits(one.text, other.text, &bindings)
        default: recorded == sent
        }
    }

    /// Dates that were written by hand are still those of the recording: they fit, and answers have them as they were sent.
    private func isEqual(_ recorded: String, _ sent: String, _ bindings: inout Bindings) -> Bool {
        let moved = rules.lens?.text(recorded) ?? recorded
        if recorded.hasSameBytes(as: sent) {
            if !moved.hasSameBytes(as: sent) { bindings[moved] = sent }
            return true
        }
        if isNear(moved, sent) || isNear(recorded, sent) {
            bindings[moved] = sent
            return true
        }
        return moved.hasSameBytes(as: sent) || Self.isAnything(recorded)
            || rules.pseudonyms.fits(moved, sent, &bindings)
    }

    /// Whether both are moments, with a time of day, that lie together.
    private func isNear(_ recorded: String, _ sent: String) -> Bool {
        guard rules.drift > .zero, !recorded.hasSameBytes(as: sent), recorded.utf8.count > 10, sent.utf8.count > 10,
            let one = try? Timestamp(parsing: recorded), let other = try? Timestamp(parsing: sent)
        else { return false }
        return max(one - other, other - one) <= rules.drift
    }

    /// What stands in the place of secrets and of files: `<token 1>`, `<application/pdf, 607 bytes>`.
    private static func isAnything(_ recorded: String) -> Bool {
        SecretPlaceholders.isOne(recorded)
            || recorded.hasPrefix("<") && recorded.hasSuffix(" bytes>") && recorded.contains("/")
    }
}
