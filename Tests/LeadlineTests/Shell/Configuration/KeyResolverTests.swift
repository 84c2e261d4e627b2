import LeadlineAPI
import LeadlineCore
import LeadlineLive
import LeadlineShell
import TestSupport
import Testing

@Suite struct KeyResolverTests {
    /// Programs of which one prints something; others fail.
    private struct Printing: Programs {
        var printed: [String: [UInt8]]

        func run(shell line: String, input: [UInt8]?) -> ProgramEnd { .failed("not here") }
        func edit(_ text: String, suffix: String) throws(FileFailure) -> EditedText {
            EditedText(text: text, end: .exited(0))
        }
        func output(of line: String, limit: Int, within time: Duration) throws(EffectFailure) -> [UInt8] {
            guard let bytes = printed[line] else { throw EffectFailure("it ended with the exit status 1") }
            return bytes
        }
    }

    private func resolver(
        _ variables: [String: String] = [:], files: [String: String] = [:], modes: [String: UInt32] = [:],
        printed: [String: String] = [:]
    ) -> KeyResolver {
        var environment = ScriptedEnvironment(files: files, variables: variables).environment([])
        let state = InMemoryStateFiles()
        for (path, mode) in modes { state.setMode(mode, of: path) }
        environment.state = state.process()
        environment.programs = Printing(printed: printed.mapValues { Array($0.utf8) })
        return KeyResolver(environment)
    }

    private func reason(_ resolver: KeyResolver, _ source: KeySource) throws -> EffectFailure {
        try #require(throws: EffectFailure.self) { _ = try resolver.value(of: source) }
    }

    @Test func `a key comes from where it is kept`() throws {
        let resolver = resolver(
            ["KEY": "from-variable"], files: ["/k": "from-file\n", "/crlf": "from-file\r\n"],
            printed: ["pass show x": "from-command\n"])
        #expect(try resolver.value(of: .variable("KEY")) == "from-variable")
        #expect(try resolver.value(of: .file("/k")) == "from-file")
        #expect(try resolver.value(of: .file("/crlf")) == "from-file")
        #expect(try resolver.value(of: .command("pass show x")) == "from-command")
        #expect(try resolver.value(of: .open("mock")) == "mock")
        #expect(try resolver.value(of: .noHeader) == nil)
    }

    @Test func `a file that others may read is refused`() throws {
        for mode: UInt32 in [0o644, 0o640, 0o604, 0o620, 0o777] {
            let resolver = resolver(files: ["/my keys": "geheim"], modes: ["/my keys": mode])
            let failure = try reason(resolver, .file("/my keys"))
            #expect(failure.reason.contains("(mode \(String(mode, radix: 8)))"))
            #expect(failure.help == "chmod 600 '/my keys'")
        }
        for mode: UInt32 in [0o600, 0o400, 0o700] {
            #expect(try resolver(files: ["/k": "geheim"], modes: ["/k": mode]).value(of: .file("/k")) == "geheim")
        }
    }

    @Test func `what is missing is named`() throws {
        let resolver = resolver()
        #expect(try reason(resolver, .variable("KEY")).reason == "the variable 'KEY' is not set")
        #expect(try reason(resolver, .file("/k")).reason == "the file '/k': no such file or directory")
        #expect(
            try reason(resolver, .command("pass")).reason == "the command 'pass': it ended with the exit status 1")
    }

    @Test(arguments: [
        "", "two\nlines", "esc\u{1B}[2J", "nul\0", "c1\u{85}", "del\u{7F}", " geheim", "geheim ", "a\n\n",
    ])
    func `what is no key is refused and not shown`(text: String) throws {
        let resolver = resolver(["KEY": text], files: ["/k": text + "\n"], printed: ["c": text + "\n"])
        for source in [KeySource.variable("KEY"), .file("/k"), .command("c")] {
            let failure = try reason(resolver, source)
            #expect(text.isEmpty || !failure.reason.contains(text))
        }
    }

    // MARK: - A profile's

    private func profile(_ keys: [String: [(name: String, source: KeySource)]]) -> Profile {
        let base = BaseURL(origin: "https://a.example", path: "")
        return Profile(
            name: "staging", services: keys.mapValues { Profile.Service(base: base, keys: $0) },
            connection: ConnectionSettings(), writes: .free, rate: nil)
    }

    @Test func `a server whose key cannot be had is left out`() throws {
        let profile = profile([
            "drivly": [("full", .variable("A")), ("none", .noHeader)],
            "dealerstudio": [("full", .variable("A")), ("other", .variable("B"))],
        ])
        let keys = try resolver(["A": "key-of-a"]).keys(of: profile)
        #expect(keys.values.keys.sorted() == ["drivly"])
        #expect(keys.values["drivly"]?.map(\.name) == ["full", "none"])
        #expect(keys.values["drivly"]?.map(\.value) == ["key-of-a", nil])
        #expect(
            keys.failures["dealerstudio"]?.message
                == "the key 'other' of 'dealerstudio' in the profile 'staging' cannot be had: the variable 'B' is not set"
        )
    }

    @Test func `where no server is left, all reasons are told`() throws {
        let profile = profile(["drivly": [("full", .variable("A"))], "dealerstudio": [("full", .variable("B"))]])
        let error = try #require(throws: Diagnostics.self) { _ = try resolver().keys(of: profile) }
        #expect(error.all.map(\.code) == [.unreadableKey, .unreadableKey])
        expectGolden(DiagnosticRenderer().text(Array(error.all.prefix(1))), "diagnostics/unreadable-key.txt")
    }
}
