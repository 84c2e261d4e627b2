import Foundation
import LeadlineCore

/// A file of vectors: what a Payload server answered. What a vector is of is told by its members.
struct VectorFile {
    let name: String
    let meta: JSON
    /// Its `vectors` and `requests`.
    let vectors: [JSON]

    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Data/payload-vectors")

    /// Every JSON file of the folder.
    static func all() throws -> [VectorFile] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        return try names.sorted().map { name in
            let file = try JSON(parsing: Array(Data(contentsOf: folder.appendingPathComponent(name))))
            let vectors = (file["vectors"]?.array ?? []) + (file["requests"]?.array ?? [])
            return VectorFile(name: name, meta: file["meta"] ?? [:], vectors: vectors)
        }
    }
}

/// A vector is not of a form that is known, or its parts contradict each other.
struct VectorError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// What a vector expects and what there was, compared with regard to what may be any.
struct VectorDifferences {
    /// One line for each.
    private(set) var lines: [String] = []

    /// `<now>` and `<new id>` in the expected value stand for what they say.
    mutating func compare(_ expected: JSON, _ actual: JSON?, _ name: String, now: String = "") {
        guard let actual else {
            lines.append("\(name): expected \(expected.text()), found nothing")
            return
        }
        let expected = Self.filled(expected, from: actual, now: now)
        if expected == actual { return }
        lines.append("\(name): expected \(expected.text())")
        lines.append("\(name): found    \(actual.text())")
        let entries = JSONDifference(from: expected, to: actual).entries.map(\.path).filter { !$0.isEmpty }
        if !entries.isEmpty { lines.append("  which differ in \(entries.joined(separator: ", "))") }
    }

    private static func filled(_ expected: JSON, from actual: JSON, now: String) -> JSON {
        switch (expected, actual) {
        case ("<now>", _): return .string(now)
        case ("<new id>", .string(let id)) where id.count == 24 && id.allSatisfy(\.isHexDigit): return actual
        case (.array(let left), .array(let right)) where left.count == right.count:
            return .array(zip(left, right).map { filled($0, from: $1, now: now) })
        case (.object(var left), .object(let right)):
            for member in left.members {
                if let value = right[member.name] { left[member.name] = filled(member.value, from: value, now: now) }
            }
            return .object(left)
        default: return expected
        }
    }
}
