import LeadlineCore
import Testing

@Suite struct JSONMemberFinderTests {
    /// Objects on both sides of the size from which an index is made.
    private static let counts = [0, 1, 5, 32, 33, 200]

    private func object(_ numbers: some Sequence<Int>, plus offset: Int = 0) -> JSONObject {
        JSONObject(uniqueMembers: numbers.map { .init("name \($0)", .integer($0 + offset)) })
    }

    @Test(arguments: counts) func `names are found in any order`(_ count: Int) {
        let object = object(0..<count)
        for order in [Array(0..<count), (0..<count).reversed(), (0..<count).map { $0 * 7 % max(count, 1) }] {
            var finder = JSONMemberFinder(object)
            for number in order {
                #expect(finder.place(of: "name \(number)") == number)
                #expect(finder["name \(count + number)"] == nil)
            }
        }
    }

    @Test func `names of the same look but other code points are others`() {
        let names = (0..<40).map { "\($0)" } + ["\u{E9}", "e\u{301}"]
        var finder = JSONMemberFinder(JSONObject(uniqueMembers: names.map { .init($0, .string($0)) }))
        for name in names.reversed() { #expect(finder[name] == .string(name)) }
        #expect(finder["\u{65}\u{300}"] == nil)
    }

    @Test(arguments: counts, counts) func `merging is setting one member after the other`(_ own: Int, _ others: Int) {
        for range in [0..<others, own / 2..<own / 2 + others] {
            let other = object(range.reversed(), plus: 1000)
            var merged = object(0..<own)
            var expected = merged
            merged.merge(other)
            for member in other.members { expected[member.name] = member.value }
            #expect(merged.members.map(\.name) == expected.members.map(\.name))
            #expect(merged == expected)
        }
    }

    @Test(arguments: counts) func `objects are equal in any order of their members`(_ count: Int) {
        let reversed = object((0..<count).reversed())
        #expect(object(0..<count) == reversed)
        #expect(object(0..<(count + 1)) != reversed)
        guard count > 1 else { return }
        var changed = reversed
        changed["name 0"] = .null
        #expect(object(0..<count) != changed)
        let renamed = JSONObject(uniqueMembers: reversed.members.dropLast() + [.init("another", 0)])
        #expect(object(0..<count) != renamed && renamed != object(0..<count))
    }
}
