import LeadlineCore
import Testing

@testable import LeadlineMock

struct ObjectIDTests {
    private static func ids(seed: Int, at moments: [Int64]) -> [String] {
        var state = MockState(apis: [], random: SeededRandom(seed: seed), now: Timestamp(microseconds: 0))
        return moments.map { state.nextObjectID(at: Timestamp(microseconds: $0)) }
    }

    @Test func theyBeginWithTheSecond() {
        let id = Self.ids(seed: 1, at: [1_700_000_000_999_999])[0]
        #expect(id.count == 24)
        #expect(id.hasPrefix("6553f100"))
        #expect(id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }

    @Test func theyGrowAlsoWhereTheClockDoesNot() {
        let ids = Self.ids(seed: 1, at: [5_000_000, 5_000_000, 9_000_000, 2_000_000, -1, .max, .min])
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
    }

    @Test func aSeedGivesTheSameOnes() {
        #expect(Self.ids(seed: 3, at: [0, 1]) == Self.ids(seed: 3, at: [0, 1]))
        #expect(Self.ids(seed: 3, at: [0]) != Self.ids(seed: 4, at: [0]))
    }
}
