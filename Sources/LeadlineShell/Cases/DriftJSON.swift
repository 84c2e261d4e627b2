import LeadlineCore
import LeadlineScenarios

extension Drift {
    private typealias Members = [JSONObject.Member]

    /// For programs: an object for each difference, one for each row that could not be compared, and the sum at the end.
    var json: [JSON] {
        rows.flatMap(Self.json) + [sum]
    }

    private static func json(_ row: Row) -> [JSON] {
        let reasons = row.reason.map { reason in
            let place = place(row, "not-comparable", row.identity.location)
            return JSON.object(JSONObject(uniqueMembers: place + [.init("reason", .string(reason))]))
        }
        let differences = row.differences.map { difference in
            let members: Members = [
                .init("operation", .string(difference.operation)), .init("subject", .string(difference.subject)),
                .init("a", .string(difference.left)), .init("b", .string(difference.right)),
            ]
            return JSON.object(JSONObject(uniqueMembers: place(row, "difference", difference.location) + members))
        }
        return (reasons.map { [$0] } ?? []) + differences
    }

    private static func place(_ row: Row, _ event: String, _ location: SourceLocation) -> Members {
        let position = location.position
        return [
            .init("event", .string(event)), .init("file", .string(location.source.name)),
            .init("line", .integer(position.line)), .init("column", .integer(position.column)),
            .init("row", row.identity.row.map { .integer($0) } ?? .null),
            .init("case", row.identity.caseName.map { .string($0) } ?? .null),
        ]
    }

    private var sum: JSON {
        let members: Members = [
            .init("event", "sum"), .init("a", .string(names.first ?? "")), .init("b", .string(names.last ?? "")),
            .init("rows", .integer(rows.count)), .init("compared", .integer(compared.count)),
            .init("alike", .integer(compared.count - differing.count)),
            .init("alikeButForWords", .integer(worded.count)),
            .init("requests", .integer(requests.count)),
            .init("requestsAlike", .integer(requests.count(where: \.isEqual))),
            .init("operations", .integer(operations.count)),
            .init("operationsAlike", .integer(operations.count(where: \.isAlike))),
            .init("leftOut", .string(Self.ignored)), .init("exit", .integer(Int(exitCode.rawValue))),
        ]
        return .object(JSONObject(uniqueMembers: members))
    }
}
