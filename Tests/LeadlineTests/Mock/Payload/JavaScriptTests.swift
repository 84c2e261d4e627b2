import Foundation
import LeadlineCore
import Testing

@testable import LeadlineMock

/// Numbers and dates are read and written as Node does it.
@Suite struct JavaScriptTests {
    private static let file = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Data/javascript-numbers-and-dates.json")

    private func cases(_ name: String) throws -> [[JSON]] {
        let file = try JSON(parsing: Array(Data(contentsOf: Self.file)))
        return try #require(file[name]?.array).map { try #require($0.array) }
    }

    @Test func dates() throws {
        for each in try cases("dates") {
            let text = try #require(each[0].string)
            let expected = each[1].number.map { Timestamp(microseconds: Int64($0.double) * 1000) }
            #expect(JavaScript.date(text) == expected, "'\(text)'")
        }
    }

    @Test func numbers() throws {
        for each in try cases("numbers") {
            let text = try #require(each[0].string)
            let found = [JavaScript.number(text), JavaScript.parseFloat(text), JavaScript.parseInt(text)]
            #expect(found.map(\.javaScriptText) == each.dropFirst().compactMap(\.string), "'\(text)'")
        }
    }
}
