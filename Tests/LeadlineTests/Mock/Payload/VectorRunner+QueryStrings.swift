import LeadlineAPI
import LeadlineCore

@testable import LeadlineMock

/// Vectors of query strings.
extension VectorRunner {
    /// `result` is one value, or one for each version.
    func compareParsing(
        _ vector: JSON, _ result: JSON, _ profile: PayloadProfile, _ differences: inout VectorDifferences
    ) throws {
        let names = result.object?.members.map(\.name) ?? []
        let isVersioned = !names.isEmpty && names.allSatisfy(["v1", "v2", "v3"].contains)
        guard let expected = isVersioned ? result["v\(profile.rawValue)"] : result else {
            throw VectorError("no result for version \(profile.rawValue)")
        }
        let text = try vector["queryString"]?.string ?? generated(vector["queryString"]?["generate"]?.string ?? "")
        let parsed = JSON.object(PayloadQueryString(profile).parse(text))
        guard let summary = expected["$summary"]?.string else {
            return differences.compare(expected, parsed, "result")
        }
        let only = parsed.object?.count == 1 ? parsed.object?.members.first?.value : nil
        let actual =
            only?.array.map { "array of \($0.count)" } ?? "object with \(parsed.object?.count ?? 0) keys"
        differences.compare(.string(summary), .string(actual), "result")
    }

    /// `a[0]=0&a[1]=1&... (1000 parts)` or `p0=1&p1=1&...&p1099=1`: numbers that grow from the first part to the second
    /// go on growing.
    private func generated(_ pattern: String) throws -> String {
        let parts = pattern.split(separator: "&").map(String.init)
        let numbers = pattern.split { !$0.isNumber }.compactMap { Int($0) }
        guard parts.count > 2 else { throw VectorError("not understood: \(pattern)") }
        let isCounted = pattern.hasSuffix(" parts)")
        let last = parts[parts.count - 1].split { !$0.isNumber }.compactMap { Int($0) }
        guard let count = isCounted ? numbers.last : last.first.map({ $0 + 1 }) else {
            throw VectorError("not understood: \(pattern)")
        }
        return (0..<count).map { number in Self.part(number, like: parts[0], parts[1]) }.joined(separator: "&")
    }

    private static func part(_ number: Int, like first: String, _ second: String) -> String {
        zip(first, second).map { $0 == $1 ? String($0) : String(number) }.joined()
    }

    /// What the client sent is read back; all values are texts then.
    func compareReading(
        _ vector: JSON, _ sent: JSON, _ profile: PayloadProfile, _ differences: inout VectorDifferences
    ) throws {
        func parse(_ name: String) -> JSON {
            .object(PayloadQueryString(profile).parse(vector[name]?.string ?? ""))
        }
        let pairs =
            vector["where"] == nil
            ? (sent.object?.members ?? []).flatMap { BracketQuery.pairs(of: $0.value, as: $0.name) }
            : BracketQuery.pairs(of: sent, as: "where")
        func shown(_ text: String) -> JSON { .string(text.isEmpty ? "" : "?" + text) }
        differences.compare(vector["queryString"] ?? .null, shown(pairs.encoded), "queryString")
        differences.compare(vector["readable"] ?? .null, shown(pairs.readable), "readable")
        let parsed = parse("queryString")
        if let results = vector["parsedByServer"] {
            guard let expected = results["all"] ?? results["v\(profile.rawValue)"] else {
                throw VectorError("nothing parsed for version \(profile.rawValue)")
            }
            differences.compare(expected, parsed["where"] ?? .null, "parsedByServer")
        } else {
            differences.compare(Self.texts(sent), parsed, "query")
        }
        if vector["encodeValuesOnlyParsesTheSame"] == true {
            differences.compare(parsed, parse("encodeValuesOnly"), "encodeValuesOnly")
        }
    }

    /// What a server reads of values: no types but lists and objects.
    static func texts(_ value: JSON) -> JSON {
        switch value {
        case .null: ""
        case .bool(let value): .string(value ? "true" : "false")
        case .number(let number): .string(number.javaScriptText)
        case .string: value
        case .array(let elements): .array(elements.map(texts))
        case .object(let object):
            .object(JSONObject(uniqueMembers: object.members.map { .init($0.name, texts($0.value)) }))
        }
    }
}
