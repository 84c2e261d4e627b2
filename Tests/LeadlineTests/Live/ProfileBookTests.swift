import LeadlineAPI
import LeadlineCore
import LeadlineLive
import Testing

@Suite struct ProfileBookTests {
    private static let apis = (try? APICatalog.embedded()) ?? []

    /// The profile of this name in files, the nearer ones behind the others.
    private func profile(_ name: String, _ files: [(name: String, text: String)]) throws -> Profile? {
        var book = ProfileBook()
        var diagnostics: [Diagnostic] = []
        for file in files {
            let source = Source(name: file.name, text: file.text)
            var root = try #require(try parseYAML(source))
            if let hidden = ExposedSecrets.hidden(in: root) { root = try #require(try parseYAML(hidden)) }
            let node = try #require(root.mapping?.first { $0.key.value == "profiles" }?.value)
            book.add(node, into: &diagnostics)
        }
        if !diagnostics.isEmpty { throw Diagnostics(diagnostics) }
        return try book.profile(name, of: Self.apis, home: "/people/ada")
    }

    private func mistakes(_ text: String) throws -> [Diagnostic] {
        let error = try #require(throws: Diagnostics.self) {
            _ = try profile("staging", [("leadline.yaml", "profiles:\n  staging:\n" + text)])
        }
        return error.all
    }

    private func sources(_ profile: Profile?, _ api: String) -> [String] {
        (profile?.services[api]?.keys ?? []).map { "\($0.name): \($0.source)" }
    }

    // MARK: - What is read

    @Test func `a profile with all that it may say`() throws {
        let text = """
            profiles:
              staging:
                dealerstudio:
                  url: https://Staging.example/
                  keys:
                    full: { env: DS_STAGING_KEY }
                    read-only: { file: ~/.keys/ds }
                    other-dealer: { command: "pass show ds/other" }
                    near: { file: keys/ds }
                    none: none
                  headers: { X-Environment: staging }
                drivly: { url: "http://127.0.0.1:8080/v2/", keys: { full: { env: DRIVLY_KEY } } }
                writes: deny
                only: [leads where source = leadline-test, only customers]
                rate: 30/m
                timeout: 30s
                connect-timeout: 500ms
                redirects: 3
                proxy: http://proxy.example:3128
                authorities: /etc/own.pem
                certificate: me.pem
                certificate-key: me.key
                resolve: [staging.example:443:127.0.0.1]
                http: 1.1
                body-limit: 2MiB

            """
        let profile = try #require(try profile("staging", [("../leadline.yaml", text)]))
        #expect(profile.services["dealerstudio"]?.base == BaseURL(origin: "https://staging.example", path: ""))
        #expect(profile.services["drivly"]?.base == BaseURL(origin: "http://127.0.0.1:8080", path: "/v2"))
        let keys = profile.services["dealerstudio"]?.keys ?? []
        #expect(keys.map(\.name) == ["full", "read-only", "other-dealer", "near", "none"])
        #expect(
            keys.map(\.source) == [
                .variable("DS_STAGING_KEY"), .file("/people/ada/.keys/ds"), .command("pass show ds/other"),
                .file("../keys/ds"), .noHeader,
            ])
        #expect(profile.services["dealerstudio"]?.fields == HTTPFields(["X-Environment": "staging"]))
        #expect(profile.writes.consent == .deny)
        #expect(profile.writes.guards.map(\.collection) == ["leads", "customers"])
        #expect(profile.writes.guards.map { $0.condition == nil } == [false, true])
        #expect(profile.rate == 0.5)
        var connection = ConnectionSettings()
        connection.timeout = .seconds(30)
        connection.connectTimeout = .milliseconds(500)
        connection.redirects = 3
        connection.proxy = "http://proxy.example:3128"
        connection.authorities = "/etc/own.pem"
        connection.certificate = "../me.pem"
        connection.certificateKey = "../me.key"
        connection.resolve = ["staging.example:443:127.0.0.1"]
        connection.http = .http1
        connection.bodyLimit = 2 << 20
        #expect(profile.connection == connection)
    }

    @Test func `what is not said is as it is elsewhere`() throws {
        let text = "profiles: { staging: { drivly: { url: https://staging.example/, keys: { a: none } } } }"
        let profile = try #require(try profile("staging", [("leadline.yaml", text)]))
        #expect(profile.services["drivly"]?.base == BaseURL(origin: "https://staging.example", path: "/api"))
        #expect(profile.services["dealerstudio"] == nil)
        #expect(profile.writes.consent == .ask && profile.writes.guards.isEmpty)
        #expect(profile.connection == ConnectionSettings() && profile.rate == nil)
        #expect(try self.profile("stagign", [("leadline.yaml", text)]) == nil)
    }

    @Test func `the nearer file counts, member by member`() throws {
        let user = """
            profiles:
              staging:
                drivly:
                  url: https://user.example/
                  keys: { full: { env: MINE }, own: { command: "pass show own" } }
                  headers: { X-A: user, X-B: user }
                rate: 1/s
                timeout: 5s
              mine: { drivly: { url: https://mine.example/ } }
            """
        let project = """
            profiles:
              staging:
                drivly:
                  url: https://project.example/
                  keys: { read-only: { env: RO }, full: { file: /k } }
                  headers: { X-A: project }
                rate: 2/s
            """
        let files = [("/people/ada/.config/leadline/config.yaml", user), ("leadline.yaml", project)]
        let staging = try profile("staging", files)
        #expect(staging?.services["drivly"]?.base.origin == "https://project.example")
        #expect(
            sources(staging, "drivly") == [
                #"read-only: variable("RO")"#, #"full: file("/k")"#, #"own: command("pass show own")"#,
            ])
        #expect(staging?.services["drivly"]?.fields == HTTPFields(["X-A": "project", "X-B": "user"]))
        #expect(staging?.rate == 2 && staging?.connection.timeout == .seconds(5))
        #expect(try profile("mine", files)?.services["drivly"]?.base.origin == "https://mine.example")
    }

    // MARK: - Mistakes

    @Test(arguments: [
        ("writes: maybe", "'writes' takes one of 'deny', 'ask', 'allow'"),
        ("rate: 5", "'rate' takes requests in a time, as '5/s', '100/m' or '1000/h'"),
        ("rate: 0/s", "'rate' takes requests in a time, as '5/s', '100/m' or '1000/h'"),
        ("timeout: 0s", "'timeout' takes a time longer than 0s, as '30s' or '500ms'"),
        ("redirects: -1", "'redirects' takes a whole number from 0 to 50"),
        ("http: 3", "'http' takes '1.1' or '2'"),
        ("body-limit: 99999999999GiB", "'body-limit' takes a size, as '64MiB' or '500KiB'"),
        ("resolve: [a:0:1.2.3.4]", "'resolve' takes HOST:PORT:ADDRESS, as 'staging.example:443:127.0.0.1'"),
        ("certificate-key: k", "'certificate-key' needs 'certificate' beside it"),
        ("proxy: ftp://a", "'proxy' takes a URL without a name and password, as 'http://proxy:3128'"),
        ("only: leeds", "no server of this profile has a collection 'leeds'"),
        ("only: leads were a", "a collection and 'where' expected, found 'leads were a'"),
        ("only: 'leads where {\"a\": 1}'", "a condition in words expected, without placeholders and JSON"),
        ("only: 'leads where source = {{a}}'", "a condition in words expected, without placeholders and JSON"),
        ("timeuot: 5s", "unknown key 'timeuot' in the profile 'staging'"),
        ("dealerstudio: { keys: {} }", "the server of 'dealerstudio' has no 'url'"),
        ("dealerstudio: { url: 'https://a/?b' }", "'url' is wrong: a URL without '?' and what follows it expected"),
        ("dealerstudio: { url: https://a, headers: { 'a b': c } }", "'a b' is no name of a header"),
        (
            "dealerstudio: { url: https://a, headers: { Content-Length: 5 } }",
            "the header 'Content-Length' is made with each request"
        ),
        ("dealerstudio: { url: https://a, keys: { 'a b': none } }", "'a b' cannot name a key"),
        (
            "dealerstudio: { url: https://a, keys: { a: { env: B, file: C } } }",
            "the key 'a' comes from one place, found 2"
        ),
        ("dealerstudio: { url: https://a, keys: { a: { fiel: B } } }", "unknown source 'fiel' of the key 'a'"),
    ])
    func `a mistake is told at its place`(line: String, message: String) throws {
        let found = try mistakes("    drivly: { url: https://d.example }\n    \(line)\n")
        #expect(found.map(\.message) == [message])
        #expect(found.first?.location?.position.line == 4)
    }

    @Test func `a profile without a server is one of nothing`() throws {
        #expect(try mistakes("    rate: 5/s\n").map(\.message) == ["the profile 'staging' names no server"])
    }

    @Test(arguments: [
        "keys: { full: sk-4711-geheim }", "keys: { full: { value: sk-4711-geheim } }", "keys: sk-4711-geheim",
        "keys: [sk-4711-geheim]", "keys: { full: { env: sk-4711-geheim } }",
        "keys: { full: none, b: { evn: sk-4711-geheim } }", "headers: { authorization: Bearer sk-4711-geheim }",
        "headers: { X-Api-Key: \"sk-4711-geheim\" }", "keys:\n        full: |\n          sk-4711-geheim\n",
    ])
    func `a key that stands in the file is refused and not shown`(line: String) throws {
        let found = try mistakes("    dealerstudio:\n      url: https://a.example\n      \(line)\n    proxy: nowhere\n")
        #expect(found.count == 2)
        #expect(!DiagnosticRenderer().text(found).contains("geheim"))
    }

    @Test func `a password in a URL is refused and not shown`() throws {
        let found = try mistakes(
            "    drivly: { url: 'https://ada:geheim@a.example/' }\n    proxy: http://ada:geheim@proxy:3128\n")
        #expect(
            found.map(\.message) == [
                "'url' is wrong: a URL without a user name expected, found '@'",
                "'proxy' takes a URL without a name and password, as 'http://proxy:3128'",
            ])
        #expect(!DiagnosticRenderer().text(found).contains("geheim"))
    }

    @Test(arguments: ["mock", "live", "replay", "a.har", "a b", "-x", ""])
    func `some names are not for profiles`(name: String) {
        #expect(throws: Diagnostics.self) {
            _ = try profile("x", [("leadline.yaml", "profiles: { '\(name)': { drivly: { url: https://a } } }")])
        }
    }

    // MARK: - This machine

    @Test(arguments: [
        "http://127.0.0.1:8080", "http://127.9.9.9", "https://localhost:1/", "http://[::1]:80/", "HTTP://LOCALHOST",
    ])
    func `a server of this machine has the keys of the mock`(url: String) throws {
        let profile = try Profile(local: url, of: Self.apis)
        #expect(profile.writes.consent == .allow)
        for api in Self.apis {
            let service = try #require(profile.services[api.name])
            #expect(service.base.path == api.basePath)
            #expect(service.keys.map(\.name) == api.mock.keys.map(\.name))
            #expect(service.keys.first?.source == api.mock.keys.first?.token.map { .open($0) })
            #expect(service.keys.last?.source == .noHeader)
        }
    }

    @Test func `a path of the URL is the base of each API`() throws {
        let profile = try Profile(local: "http://127.0.0.1:80/under/", of: Self.apis)
        #expect(profile.services["dealerstudio"]?.base == profile.services["drivly"]?.base)
        #expect(profile.services["drivly"]?.base == BaseURL(origin: "http://127.0.0.1:80", path: "/under"))
    }

    @Test(arguments: [
        "http://128.0.0.1", "http://127.0.0.1.example.com", "http://127.0.0.256", "http://localhost.example",
        "http://10.0.0.1",
        "http://127.1", "http://[::2]", "http://0.0.0.0", "ftp://localhost", "http://localhost/?a", "http://",
    ])
    func `other servers need a profile`(url: String) {
        #expect(throws: Diagnostic.self) { _ = try Profile(local: url, of: Self.apis) }
    }
}
