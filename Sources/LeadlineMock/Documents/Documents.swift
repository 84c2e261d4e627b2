import LeadlineAPI
import LeadlineCore

extension JSONObject {
    /// This document with what was sent put over it: objects member by member, all else as a whole.
    func merged(with sent: JSONObject) -> JSONObject {
        var stored = JSONMemberFinder(self)
        let members = sent.members.map { member in
            guard case .object(let inner) = member.value, case .object(let old)? = stored[member.name] else {
                return member
            }
            return Member(member.name, .object(old.merged(with: inner)))
        }
        var merged = self
        merged.merge(JSONObject(uniqueMembers: members))
        return merged
    }

    /// Without the members that only the server writes; their names are added to `ignored`.
    func withoutReadOnly(_ schema: Schema, ignored: inout [String]) -> JSONObject {
        var kept: [Member] = []
        for member in members {
            let part = schema.part(member.name)
            if part?.isReadOnly == true {
                ignored.append(member.name)
            } else if case .object(let inner) = member.value, let part {
                kept.append(Member(member.name, .object(inner.withoutReadOnly(part, ignored: &ignored))))
            } else {
                kept.append(member)
            }
        }
        return JSONObject(uniqueMembers: kept)
    }
}

extension JSON {
    /// The value as a schema is to judge it: null is nothing where it is not allowed, and what is kept of a file stands
    /// for the file.
    func judged(by schema: Schema?) -> JSON {
        switch self {
        case .object where schema?.isFile == true && isFileSummary: return ""
        case .object(let object):
            var members: [JSONObject.Member] = []
            for member in object.members {
                let part = schema?.part(member.name)
                guard member.value != .null || part?.isNullable ?? false else { continue }
                members.append(.init(member.name, member.value.judged(by: part)))
            }
            return .object(JSONObject(uniqueMembers: members))
        case .array(let elements): return .array(elements.map { $0.judged(by: schema?.items?.schema) })
        case .null, .bool, .number, .string: return self
        }
    }

    private var isFileSummary: Bool {
        self["name"]?.string != nil && self["type"]?.string != nil && self["size"]?.number != nil
    }
}
