import LeadlineCore
import Testing

@Suite struct EnvironmentProxyTests {
    private static let all = [
        "http_proxy": "http://one:1", "https_proxy": "http://two:2", "HTTPS_PROXY": "http://three:3",
        "all_proxy": "http://four:4",
    ]

    private static func proxy(_ url: String, _ variables: [String: String]) throws -> String? {
        EnvironmentProxy.proxy(for: try URLParts(parsing: url), variables)
    }

    @Test func `each scheme has its own, and all have one in common`() throws {
        #expect(try Self.proxy("http://api.example/", Self.all) == "http://one:1")
        #expect(try Self.proxy("https://api.example/", Self.all) == "http://two:2")
        #expect(try Self.proxy("https://api.example/", ["HTTPS_PROXY": "http://three:3"]) == "http://three:3")
        #expect(try Self.proxy("https://api.example/", ["http_proxy": "x", "ALL_PROXY": "http://5:5"]) == "http://5:5")
        #expect(try Self.proxy("http://api.example/", [:]) == nil)
        #expect(try Self.proxy("http://api.example/", ["http_proxy": "", "all_proxy": "http://4:4"]) == "http://4:4")
    }

    @Test func `a name that a request's header can set does not count`() throws {
        #expect(try Self.proxy("http://api.example/", ["HTTP_PROXY": "http://evil:1"]) == nil)
    }

    @Test(arguments: ["http://127.0.0.1:8080/", "https://localhost/", "http://[::1]:1/", "http://127.9.9.9/"])
    func `this machine is reached directly`(_ url: String) throws { #expect(try Self.proxy(url, Self.all) == nil) }

    @Test(arguments: [
        "http://127.0.0.1.example/", "http://localhost.example/", "http://127.0.0/", "http://127.0.0.256/",
    ])
    func `what only looks like this machine is not`(_ url: String) throws {
        #expect(try Self.proxy(url, Self.all) != nil)
    }

    @Test(arguments: [
        ("api.example", true), (".example", true), ("example", true), ("a.b, API.example", true), ("*", true),
        ("pi.example", false), ("www.api.example", false), ("", false), (".", false), (",", false),
    ]) func `hosts are excepted by their names' ends`(_ list: String, _ isDirect: Bool) throws {
        for name in ["no_proxy", "NO_PROXY"] {
            let proxy = try Self.proxy("http://api.example/", ["http_proxy": "http://one:1", name: list])
            #expect((proxy == nil) == isDirect)
        }
    }
}
