import Foundation
import TestSupport
import Testing

/// What the user sees of servers and networks that fail, each within its time and memory. `Servers/bad_servers.py` tells
/// what each path does.
@Suite(.needsServers, .serialized) struct BadServerTests {
    private let servers: BadServers

    init() throws { servers = try BadServers.shared.get() }

    // MARK: - Profiles

    private static let tls = "authorities: ca.pem, drivly: { url: https://localhost/, keys: { full: none } }"

    /// The project's file: `patient` waits, `hasty` does not, the others each have something of their own.
    private func project() throws -> String {
        let plain = "drivly: { url: http://127.0.0.1/, keys: { full: none } }"
        let proxy = try servers.origin("proxy")
        let refusing = try servers.origin("refusing-proxy")
        let resolution = "api.example:\(try servers.port("http")):127.0.0.1"
        return """
            profiles:
              patient: { writes: allow, redirects: 5, timeout: 25s, body-limit: 8MiB, \(plain) }
              hasty: { writes: allow, timeout: 500ms, connect-timeout: 500ms, \(plain) }
              tls: { \(Self.tls) }
              hasty-tls: { connect-timeout: 500ms, \(Self.tls) }
              system: { drivly: { url: https://localhost/, keys: { full: none } } }
              client: { certificate: client.pem, certificate-key: client.key, \(Self.tls) }
              stranger: { certificate: stranger.pem, certificate-key: stranger.key, \(Self.tls) }
              half: { certificate: client.pem, certificate-key: stranger.key, \(Self.tls) }
              h2: { http: 2, \(plain) }
              proxy: { proxy: '\(proxy)', \(Self.tls) }
              refusing: { proxy: '\(refusing)', \(Self.tls) }
              no-proxy: { proxy: 'http://proxy.invalid:3128', \(plain) }
              resolve: { resolve: ['\(resolution)'], \(plain) }

            """
    }

    private func place() throws -> LeadlineProcess {
        let place = try LeadlineProcess(files: ["leadline.yaml": try project()])
        for (name, file) in [
            ("ca.pem", "authority.pem"), ("client.pem", "client.pem"), ("client.key", "client.key"),
            ("stranger.pem", "stranger.pem"), ("stranger.key", "stranger.key"),
        ] {
            try place.write(Array(Data(contentsOf: URL(fileURLWithPath: servers.file(file)))), to: name)
        }
        return place
    }

    // MARK: - Cases

    struct Case: Sendable {
        var profile = "patient"
        var server = "http"
        var command: String
    }

    struct Group: Sendable, CustomTestStringConvertible {
        var name: String
        var cases: [Case]

        init(_ name: String, profile: String = "patient", paths: String, then: String = "") {
            self.name = name
            cases = paths.split(separator: " ").map {
                Case(profile: profile, command: "request GET ORIGIN/\($0)\(then)")
            }
        }

        init(_ name: String, _ cases: [(profile: String, server: String, command: String)]) {
            self.name = name
            self.cases = cases.map { Case(profile: $0.profile, server: $0.server, command: $0.command) }
        }

        var testDescription: String { name }
    }

    static let groups = [
        Group("no-answer", paths: "close reset reset-in-body cut-header"),
        Group("late", profile: "hasty", paths: "silent drip drip-header"),
        Group(
            "too-much",
            paths: "endless-header endless-line endless-interim endless-trailers endless-body endless-chunks "
                + "bomb-gzip bomb-deflate"),
        Group(
            "lengths",
            paths: "long-length short-length two-lengths negative-length huge-length word-as-length bad-chunk "
                + "huge-chunk cut-chunk"),
        Group(
            "damaged",
            paths: "broken-gzip not-gzip cut-gzip unknown-encoding not-json invalid-utf8 nul-in-body nul-in-header "
                + "no-colon hello bad-status bad-version escapes"),
        Group(
            "redirects",
            paths: "loop circle down?left=5 down?left=6 same to-ftp to-file to-user to-nothing to-refused to-escape"),
        Group(
            "allowed", paths: "interim trailers no-content repeated gzip until-closed",
            then: "; show headers; show body"),
        Group(
            "connections",
            [
                ("patient", "refused", "request GET ORIGIN/"), ("hasty", "full", "request GET ORIGIN/"),
                ("patient", "http", "request GET http://nowhere.invalid/"),
                ("patient", "http", "request POST ORIGIN/close"),
                ("patient", "http", "request POST ORIGIN/long-length"),
                ("patient", "refused", "request POST ORIGIN/"),
                ("resolve", "http", "request GET http://api.example:PORT/x"),
            ]),
        Group(
            "tls",
            [
                ("tls", "tls", "request GET ORIGIN/x"), ("system", "tls", "request GET ORIGIN/x"),
                ("tls", "expired", "request GET ORIGIN/x"), ("tls", "not-yet", "request GET ORIGIN/x"),
                ("tls", "self-signed", "request GET ORIGIN/x"), ("tls", "wrong-host", "request GET ORIGIN/x"),
                ("tls", "unknown-authority", "request GET ORIGIN/x"), ("tls", "old", "request GET ORIGIN/x"),
                ("tls", "plain", "request GET https://localhost:PORT/x"),
                ("hasty-tls", "nothing", "request GET https://localhost:PORT/x"),
                ("tls", "client-certificate", "request GET ORIGIN/x"),
                ("client", "client-certificate", "request GET ORIGIN/x"),
                ("stranger", "client-certificate", "request GET ORIGIN/x"),
                ("half", "client-certificate", "request GET ORIGIN/x"),
            ]),
        Group(
            "http2",
            [
                ("tls", "h2", "request GET ORIGIN/1; request GET ORIGIN/2"), ("h2", "h2c", "request GET ORIGIN/1"),
                (
                    "tls", "h2",
                    "request GET ORIGIN/1; request GET ORIGIN/2; expect outcome is no_answer; request GET ORIGIN/3"
                ),
            ]),
        Group(
            "proxies",
            [
                ("proxy", "http", "request GET http://api.example/x"), ("proxy", "tls", "request GET ORIGIN/x"),
                ("proxy", "expired", "request GET ORIGIN/x"), ("refusing", "tls", "request GET ORIGIN/x"),
                ("refusing", "http", "request GET http://api.example/x"),
                ("no-proxy", "http", "request GET http://api.example/x"),
            ]),
    ]

    // MARK: - Tests

    @Test(arguments: groups) func `what the user sees`(_ group: Group) throws {
        let place = try place()
        var text = ""
        for one in group.cases {
            let command = one.command.replacingOccurrences(of: "ORIGIN", with: try servers.origin(one.server))
                .replacingOccurrences(of: "PORT", with: "\(try servers.port(one.server))")
            // A GiB of addresses, 30 seconds: more than any case needs, and less than an endless answer would take.
            let run = try place.shell(
                "ulimit -v 1048576; exec timeout 30 leadline --target \(one.profile) -c '\(command)'")
            #expect([0, 1, 3].contains(run.status), "\(one): \(run.error)")
            #expect(!run.outputBytes.contains(0x1B) && !run.errorBytes.contains(0x1B), "\(one)")
            text += transcript(["--target", one.profile, "-c", command], run) + "\n"
        }
        expectGolden(withoutAccidents(servers.withoutPorts(text)), "servers/\(group.name).txt")
    }

    /// What no two runs have in common: times, days, and how much of an endless answer came.
    private func withoutAccidents(_ text: String) -> String {
        [
            (#"[0-9]+ of 1048576 bytes"#, "<some> of 1048576 bytes"),
            (#"[A-Z][a-z]{2}\s+[0-9]{1,2}\s+[0-9:]{8}\s+[0-9]{4}\s+GMT"#, "<day>"),
            (#"took [0-9.]+[a-zµ]+( [0-9.]+[a-z]+)*"#, "took <time>"),
            (#"live at [0-9TZ:.-]+"#, "live at <time>"),
        ].reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1, options: .regularExpression) }
    }

    @Test func `nothing of what a server sends acts on the terminal`() throws {
        let place = try place()
        let origin = try servers.origin("http")
        for path in ["escapes", "to-escape"] {
            let run = try place.runAtTerminal(
                [
                    "--target", "patient", "-c", "request GET \(origin)/\(path)", "-c",
                    "request GET \(origin)/escapes; show body",
                ])
            #expect(run.output.contains("owned"), "\(run.output)")
            for code in ["\u{1B}[2J", "\u{1B}]0;", "\u{1B}[31mred", "\u{1B}[31m:", "\u{07}", "\u{9B}"] {
                #expect(!run.output.contains(code), "\(run.output.debugDescription)")
            }
        }
    }

    @Test func `a key, cookies and authorization stay with the origin that they are for`() throws {
        let place = try place()
        let target = "http://127.0.0.1:\(try servers.port("http"))"
        let command = """
            request POST \(target)/other?status=307 header Authorization="Bearer s3cret" header X-Key=s3cret \
            header Cookie="a=s3cret" json {"a": 1}; show body
            """
        let run = try place.run("--target", "patient", "-c", command)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains(#""method": "POST""#) && !run.output.contains("s3cret"), "\(run.output)")
        #expect(run.output.contains("\(try servers.port("other"))"), "\(run.output)")
    }

    @Test func `cookies are sent back to the origin that set them, and to no other row or origin`() throws {
        let place = try place()
        let origin = try servers.origin("http")
        let run = try place.run(
            "--target", "patient", "-c",
            "request GET \(origin)/cookie; request GET \(origin)/x; expect body.cookies[0] is \"session=s1\"",
            "-c", "request GET \(try servers.origin("other"))/x; expect body.cookies has 0 items")
        #expect(run.status == 0, "\(run.error)")
    }

    @Test func `a write whose answer is lost is sent once, also on a connection that was used before`() throws {
        let place = try place()
        let origin = try servers.origin("http")
        let run = try place.run(
            "--target", "patient", "-c",
            """
            request GET \(origin)/x; request POST \(origin)/lost; expect outcome is no_answer; \
            request GET \(origin)/counted; expect body.lost is 1
            """)
        #expect(run.status == 0, "\(run.error)")
    }
}
