import Foundation
import LeadlineAPI
import Testing

/// What the layout promises, held against every file. A failure names the file, the line and the rule.
@Suite struct ArchitectureTests {
    private let sources: [SwiftSource]
    private let tests: [SwiftSource]

    init() throws {
        sources = try Repository.sources.get()
        tests = try Repository.tests.get()
    }

    // MARK: - Imports

    /// What a target may import of this package; `Package.swift` declares the same.
    private static let table: [String: Set<String>] = [
        "LeadlineCore": ["CLibyaml", "CLibpcre2"],
        "LeadlineLanguage": ["LeadlineCore"],
        "LeadlineAPI": ["LeadlineCore", "LeadlineLanguage", "CAPIDocuments"],
        "LeadlineSession": ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI"],
        "LeadlineScenarios": ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI", "LeadlineSession"],
        "LeadlineMock": ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI"],
        "LeadlineLive": ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI"],
        "LeadlineRecordings": ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI"],
        "LeadlinePrompt": ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI", "LeadlineSession"],
        "LeadlineShell": [
            "LeadlineCore", "LeadlineLanguage", "LeadlineAPI", "LeadlineSession", "LeadlineScenarios", "LeadlineMock",
            "LeadlineLive", "LeadlineRecordings", "LeadlinePrompt",
        ],
        "LeadlineSystem": ["LeadlineCore", "CLibedit", "CLibcurl", "CLibmicrohttpd"],
        "leadline": ["LeadlineCore", "LeadlineShell", "LeadlineSystem"],
    ]

    /// Modules that have one home: the beginnings of the paths that may import them.
    private static let homes: [String: [String]] = [
        "CLibyaml": ["Sources/LeadlineCore/YAML/"],
        "CLibpcre2": ["Sources/LeadlineCore/Text/Pattern.swift"],
        "CAPIDocuments": ["Sources/LeadlineAPI/OpenAPI/APICatalog.swift"],
        "CLibcurl": ["Sources/LeadlineSystem/HTTP/"],
        "CLibmicrohttpd": ["Sources/LeadlineSystem/HTTP/"],
        "CLibedit": ["Sources/LeadlineSystem/Terminal/"],
        "Glibc": ["Sources/LeadlineSystem/"],
        // What is shared between rows or threads; a row's own state is a value.
        "Synchronization": [
            "Sources/LeadlineRecordings/Recorder/Recorder.swift",
            "Sources/LeadlineRecordings/Replay/Tape.swift",
            "Sources/LeadlineLive/RateLimiter.swift",
            "Sources/LeadlineScenarios/Reading/ScenarioLibrary.swift",
            "Sources/LeadlineScenarios/Running/RunPlan.swift",
            "Sources/LeadlineScenarios/Running/ScenarioRunner.swift",
            "Sources/LeadlineSession/APILibrary.swift",
            "Sources/LeadlineSession/Resources.swift",
            "Sources/LeadlineShell/Commands/MockCommand.swift",
            "Sources/LeadlineShell/Commands/RecordingProxy.swift",
            "Sources/LeadlineShell/Cases/DriftSide.swift",
            "Sources/LeadlineShell/Interactive/InteractiveShell+Files.swift",
            "Sources/LeadlineShell/Output/Console.swift",
            "Sources/LeadlineShell/Output/RunPrinter.swift",
            "Sources/LeadlineShell/Output/Secrets.swift",
            "Sources/LeadlineSystem/HTTP/CurlClients.swift",
            "Sources/LeadlineSystem/Interrupt.swift",
            "Sources/LeadlineSystem/PosixStateFiles.swift",
            "Sources/LeadlineSystem/Terminal/TerminalSignals.swift",
        ],
    ]

    @Test func `every import is in the table`() {
        for source in sources {
            let target = source.path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
            let allowed = Self.table[target] ?? []
            for (module, line) in source.imports {
                if let homes = Self.homes[module] {
                    #expect(
                        homes.contains { source.path.hasPrefix($0) },
                        "\(source.path):\(line) imports \(module), whose place is \(homes.joined(separator: ", "))")
                } else {
                    #expect(allowed.contains(module), "\(source.path):\(line): \(target) must not import \(module)")
                }
            }
        }
    }

    @Test func `the package declares the table`() throws {
        let manifest = try Repository.text("Package.swift")
        let declarations = /(?:swift\(|executableTarget\()\s*(?:name: )?"(\w+)",(?: dependencies:)?\s*\[([^\]]*)\]/
        var declared: [String: Set<String>] = [:]
        for match in manifest.matches(of: declarations) {
            declared[String(match.1)] = Set(match.2.matches(of: /"(\w+)"/).map { String($0.1) })
        }
        #expect(declared == Self.table)
    }

    @Test func `no import has lost its file`() {
        for (module, homes) in Self.homes {
            for home in homes {
                let isUsed = sources.contains { source in
                    source.path.hasPrefix(home) && source.imports.contains { $0.module == module }
                }
                #expect(isUsed, "\(home) does not import \(module) any more: take it from the table")
            }
        }
    }

    // MARK: - Sizes

    /// Files and functions ("FILE NAME") that may be longer, each with its reason.
    private static let sizeExceptions: [String: String] = [:]

    @Test func `files have at most 500 lines`() {
        for source in sources + tests where Self.sizeExceptions[source.path] == nil {
            #expect(source.lineCount <= 500, "\(source.path) has \(source.lineCount) lines")
        }
    }

    @Test func `functions have at most 60 lines`() {
        var count = 0
        for source in sources + tests {
            for function in source.functions where Self.sizeExceptions["\(source.path) \(function.name)"] == nil {
                count += 1
                #expect(
                    function.lineCount <= 60,
                    "\(source.path):\(function.line): '\(function.name)' has \(function.lineCount) lines")
            }
        }
        #expect(count > 1500, "functions are no longer found")
    }

    // MARK: - Words

    /// Words that end the process or switch a check off, as they stand in code without blanks.
    private static let forbidden = [
        "try!", "as!", "fatalError(", "preconditionFailure(", "assertionFailure(", "@unchecked",
        "nonisolated(unsafe)", "unowned", "#if ", "print(", "debugPrint(", "dump(",
    ]

    @Test func `no code ends the process or evades a check`() {
        for source in sources {
            for (index, line) in source.code.enumerated() {
                for word in Self.forbidden where line.contains(word: word) {
                    Issue.record("\(source.path):\(index + 1): '\(word)' is not used here")
                }
                if line.hasForcedUnwrapping { Issue.record("\(source.path):\(index + 1): forced unwrapping") }
            }
        }
    }

    @Test func `notes to do are issues, not comments`() {
        let words = ["TODO", "FIXME", "XXX", "HACK"]
        for source in sources + tests {
            for (index, line) in source.comments.enumerated() {
                for word in words where line.contains(word: word) {
                    Issue.record("\(source.path):\(index + 1): open an issue instead of '\(word)'")
                }
            }
        }
    }

    /// Where memory is handed to or taken from C, or read without copying.
    private static let unsafeHomes = [
        "Sources/LeadlineAPI/OpenAPI/APICatalog.swift", "Sources/LeadlineCore/JSON/JSONLexer.swift",
        "Sources/LeadlineCore/Text/Pattern.swift", "Sources/LeadlineCore/YAML/YAMLEvents.swift",
        "Sources/LeadlineSystem/",
    ]

    @Test func `unsafe memory has few homes`() {
        for source in sources where !Self.unsafeHomes.contains(where: { source.path.hasPrefix($0) }) {
            for (word, line) in source.tokens where word.lowercased().contains("unsafe") || word == "OpaquePointer" {
                Issue.record("\(source.path):\(line): '\(word)' outside of the listed files")
            }
        }
    }

    // MARK: - APIs are data

    /// Files whose texts are help: their examples name real fields.
    private static let helpFiles: Set = [
        "Sources/LeadlineLanguage/Table/CommandTable.swift", "Sources/LeadlineLanguage/Table/HelpTopic.swift",
        "Sources/LeadlineShell/CommandLine/BinaryCommand.swift", "Sources/LeadlineShell/CommandLine/HelpPage.swift",
        "Sources/LeadlineShell/Interactive/Tour.swift",
        "Sources/LeadlineShell/CommandLine/CommandLineTable+Traffic.swift",
    ]

    /// Names that every Payload server has of itself; an API that is one shows them among its fields.
    private static let familyNames: Set = ["createdAt", "updatedAt"]

    /// Names that only an API's description has: with an underscore or a capital inside.
    private func fieldNames() throws -> Set<String> {
        var names: Set<String> = []
        for api in APICatalog.names {
            let api = try #require(try APICatalog.api(named: api))
            let schemas = api.collections.map(\.document) + api.operations.compactMap(\.body?.schema)
            for path in schemas.flatMap(\.fieldPaths) {
                names.formUnion(path.split { ".[]0".contains($0) }.map(String.init).filter(\.isCompound))
            }
        }
        return names.subtracting(Self.familyNames)
    }

    @Test func `no field, path or host of an API is in the code`() throws {
        let fields = try fieldNames()
        #expect(fields.contains("charge_breakdown"), "fields are no longer found")
        let origins = try APICatalog.names.map { try #require(try APICatalog.api(named: $0)).origin }
        for source in sources where !Self.helpFiles.contains(source.path) {
            for text in source.texts where !isHelp(text.line, of: source) {
                let words = text.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
                for word in words where fields.contains(word) || APICatalog.names.contains(word) {
                    Issue.record("\(source.path):\(text.line): '\(word)' belongs into an API description")
                }
                for part in origins + ["/api/v1", "/api/"] where text.text.contains(part) {
                    Issue.record("\(source.path):\(text.line): '\(part)' belongs into an API description")
                }
            }
        }
    }

    /// Whether a text is the help of a message: an example may stand there.
    private func isHelp(_ line: Int, of source: SwiftSource) -> Bool {
        source.code[line - 1].contains("help:")
    }
}

extension String {
    /// Whether it has an underscore or a capital inside.
    fileprivate var isCompound: Bool { contains("_") || dropFirst().contains(where: \.isUppercase) }

    /// Whether a word stands here that is no part of a longer one.
    fileprivate func contains(word: String) -> Bool {
        var rest = self[...]
        while let range = rest.range(of: word) {
            let before = self[..<range.lowerBound].last ?? " "
            if !(before.isLetter || before.isNumber || before == "_" || before == ".") { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    /// Whether a `!` follows a value: `value!`, `call()!`, `list[0]!`, and types like `Int!`.
    fileprivate var hasForcedUnwrapping: Bool {
        let characters = Array(self)
        return characters.indices.dropFirst().contains { index in
            guard characters[index] == "!" else { return false }
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            let before = characters[index - 1]
            return next != "=" && (before.isLetter || before.isNumber || "_)]}?".contains(before))
        }
    }
}
