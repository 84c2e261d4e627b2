import LeadlineCore
import Testing

@testable import LeadlineMock

/// Every kind of field is asked everything: the server always answers.
struct PayloadQueryFuzzTests {
    private static let values = [
        "", " ", "null", "true", "abc", "1,2", ",", "1e999", "-Infinity", "0x", "2024", "99999999999999999999",
        "+275760-09-13T00:00:00.001Z", "%E4", "%00", "65a000000000000000000001", "twelve chars", "1,2,3,4,5", "1,2,-3",
        "nan,nan,1", "GMT+999999999 1:1", "0.00000000000000000000000000000000000001",
    ]
    private static let operators = [
        "equals", "not_equals", "in", "not_in", "all", "exists", "greater_than", "greater_than_equal", "less_than",
        "less_than_equal", "like", "not_like", "contains", "near", "within", "intersects", "some", "",
    ]
    private static let tails = [
        "", "[]=", "[]=a", "[0]=a&where[f][in][2]=", "[relationTo]=things&where[f][equals][value]=5",
        "[type]=Polygon&where[f][within][coordinates][0][0]=1", "[type]=MultiPolygon&where[f][within][coordinates]=1",
    ]
    private static let paths = ["f", "f.f", "f.value", "f.id", "f.f.f.id", "id", "f.0", "f.", ".", "", "f.f.nope"]

    @Test(arguments: PayloadProfile.allCases, PayloadField.Kind.allCases)
    func anythingIsAnswered(_ profile: PayloadProfile, _ kind: PayloadField.Kind) {
        var random = SeededRandom(seed: 1)
        for (hasMany, slugs) in [(false, ["things"]), (true, ["things"]), (true, ["things", "elsewhere"])] {
            let inner = PayloadField("f", .relationship, hasMany: hasMany, relationTo: slugs)
            let field = PayloadField("f", kind, hasMany: hasMany, relationTo: slugs, fields: [inner])
            var bench = WritingBench([field], profile)
            for value: JSON in [
                .null, 5, "abc", [1, "a"], [["f": "x"]], ["relationTo": "things", "value": 5], [10, 20],
            ] {
                bench.seed(["f": value])
            }
            for _ in 0..<50 {
                let path = pick(Self.paths, &random)
                let name = pick(Self.operators, &random)
                check("where[\(path)][\(name)]=\(pick(Self.values, &random))", &bench)
                check("where[\(path)][\(name)]\(pick(Self.tails, &random))", &bench)
                check("sort=-\(path)&limit=\(pick(Self.values, &random))&page=\(pick(Self.values, &random))", &bench)
            }
        }
    }

    private func pick(_ texts: [String], _ random: inout SeededRandom) -> String {
        texts[Int(random.next() % UInt64(texts.count))]
    }

    private func check(_ query: String, _ bench: inout WritingBench) {
        let status = bench.send("GET", "things?\(query)").status
        #expect([200, 400, 500].contains(status), "\(query)")
    }

    @Test func pathsOfAnyLength() {
        let field = PayloadField("f", .relationship, relationTo: ["things"])
        var bench = WritingBench([field])
        bench.seed(["f": "65a000000000000000000001"])
        let path = Array(repeating: "f", count: 5000).joined(separator: ".")
        #expect(bench.send("GET", "things?where[\(path)][equals]=a").status == 200)
        #expect(bench.send("GET", "things?sort=\(path)").status == 200)
    }

    @Test(arguments: [
        "&", "=", "[]", "[]=", "a[", "a]=", "%", "a[1000]=&a[0]=x&a[b]=", "a=&a[]&a[x]=1&a", "?", "??a", "a[[b]]=1",
    ])
    func anyQueryString(_ text: String) {
        for profile in PayloadProfile.allCases {
            let twice = PayloadQueryString(profile).parse("\(text)&\(text)")
            #expect(twice.count <= 3)
        }
    }
}
