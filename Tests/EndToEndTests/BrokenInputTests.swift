import Foundation
import Glibc
import TestSupport
import Testing

/// What is wrong with files and arguments is said before anything is sent: whole messages in `Golden/cli/broken`.
@Suite struct BrokenInputTests {
    static let all = [
        BrokenInput.frames, BrokenInput.yaml, BrokenInput.tables, BrokenInput.commands, BrokenInput.typed,
        BrokenInput.apis,
        BrokenInput.files, BrokenInput.circles, BrokenInput.nesting, BrokenInput.sizes, BrokenInput.times,
        BrokenInput.types, BrokenInput.bytes, BrokenInput.quotes, BrokenInput.queries,
    ].flatMap { $0 }

    /// It passes where it is run alone, so that a run beside a broken file shows whether it was begun.
    static let good = scenario(
        "It passes",
        """
        tags: [smoke]
        params: { category: New Vehicle Enquiry }
        table: |
          | case | category             |
          | new  | New Vehicle Enquiry  |
          | used | Used Vehicle Enquiry |
        steps:
          - do: create leads from enquiry.json category={{row.category}}
            check: outcome is created

        """)

    private func process(_ input: BrokenInput) throws -> LeadlineProcess {
        var files = try shared("enquiry.json")
        files["good.leadline.yaml"] = Self.good
        files["empty/.hidden.leadline.yaml"] = "hidden files are not looked at"
        let process = try LeadlineProcess(bytes: files.mapValues { Array($0.utf8) }.merging(input.files) { $1 })
        for special in input.specials { try special.make(in: process) }
        // Nobody, not even root, can open it.
        try FileManager.default.createSymbolicLink(
            atPath: process.folder.appendingPathComponent("loop.leadline.yaml").path,
            withDestinationPath: "loop.leadline.yaml")
        return process
    }

    @Test(arguments: all) func `is refused with all that is wrong, and nothing is sent`(_ input: BrokenInput) throws {
        let run = try process(input).run(input.arguments, environment: input.variables, input: input.input)
        #expect(run.status == input.status)
        #expect(run.output.isEmpty, "nothing was run, so there is nothing to report: \(run.output)")
        expectGolden(input.shown + transcript(input.arguments, run), "cli/broken/\(input.name).txt")
        #expect(run.error.utf8.count < 20_000)
    }

    @Test func `each golden file is of one case`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Golden/cli/broken")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
        let others = ["several-files", "several-files-lint", "long-line", "file/not-allowed"]
        #expect(files.sorted() == (Self.all.map(\.name) + others).map { "\($0).txt" }.sorted())
    }

    @Test func `the good file beside the broken ones passes alone`() throws {
        let run = try process(.lines("", "")).run("run", "good.leadline.yaml")
        #expect(run.status == 0, "\(run.error)")
        #expect(withoutTimes(run.output) == "ok    2 passed   2 requests · 2 checks · <time> · on mock\n")
    }

    @Test func `every mistake of every file is told at once`() throws {
        var input = BrokenInput.lines(
            "",
            """
            tags: [one]
            stesp: []
            table: |
              | case | outcome |
              | one  | created |
              | two  |
            steps:
              - do: create leads from enquiry.json as fulll
                check:
                  - outcome is craeted
                  - statsu is 201
              - do: updat leads/1 set name="Ada

            """)
        input.files["y.leadline.yaml"] = Array("leadline: 1\nname: second\nsteps:\n  - chekc: target is mock\n".utf8)
        input.arguments = ["run", "."]
        let process = try process(input)
        try FileManager.default.removeItem(at: process.folder.appendingPathComponent("loop.leadline.yaml"))
        let run = try process.run(input.arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        expectGolden(transcript(input.arguments, run), "cli/broken/several-files.txt")
        let lint = try process.run("lint", ".")
        #expect(lint.status == 2)
        expectGolden(transcript(["lint", "."], lint), "cli/broken/several-files-lint.txt")
    }

    @Test(arguments: ["", "\u{FEFF}"], ["\n", "\r\n"])
    func `a mark of byte order and line ends of Windows are read in every file`(
        _ mark: String, _ lineEnd: String
    ) throws {
        func written(_ text: String) -> String { mark + text.replacing("\n", with: lineEnd) }
        var input = BrokenInput.file("", written(Self.good))
        let second =
            "table: rows.csv\nsteps:\n  - do: |\n      create leads from lead.json tags=[{{row.tag}},\n        b]\n"
        input.files["y.leadline.yaml"] = Array(written(scenario("Second", second)).utf8)
        input.files["rows.csv"] = Array(written("tag,b\none,\"two\nlines\"\n").utf8)
        input.files["lead.json"] = Array(
            written(
                "{\n  \"name\": \"Ada\",\n  \"email\": \"a@example.com\",\n  \"phone\": \"0412345678\",\n  \"dealership_id\": 1,\n  \"category\": \"Survey\",\n  \"source\": \"Website\"\n}\n"
            ).utf8)
        input.files["z.leadline"] = Array(written("use dealerstudio\ncreate leads from lead.json\n").utf8)
        let process = try process(input)
        let run = try process.run("run", "x.leadline.yaml", "y.leadline.yaml", "z.leadline")
        #expect(run.status == 0, "\(run.error)")
        #expect(withoutTimes(run.output) == "ok    4 passed   4 requests · 4 checks · <time> · on mock\n")
        #expect(try process.run("z.leadline").status == 0)
    }

    @Test func `a file that may not be read is an error`() throws {
        let process = try process(.file("", Self.good))
        let folder = process.folder.path
        try FileManager.default.copyItem(atPath: LeadlineProcess.binary.path, toPath: folder + "/own")
        // Root may read everything, so that somebody else has to try.
        let other = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
        let run = try process.shell("chmod 755 . && chmod 0 x.leadline.yaml && \(other)./own run x.leadline.yaml")
        #expect(run.status == 2)
        expectGolden(transcript(["run", "x.leadline.yaml"], run), "cli/broken/file/not-allowed.txt")
    }

    @Test func `linked folders are visited once, and a file given twice runs once`() throws {
        var input = BrokenInput(
            name: "", specials: [.link("a/up", to: ".."), .link("a/b", to: "../b"), .link("b/a", to: "../a")])
        for path in ["a/x.leadline.yaml", "b/y.leadline.yaml"] {
            input.files[path] = Array(scenario("Target", "steps:\n  - check: target is mock\n").utf8)
        }
        let process = try process(input)
        try FileManager.default.removeItem(at: process.folder.appendingPathComponent("loop.leadline.yaml"))
        try FileManager.default.removeItem(at: process.folder.appendingPathComponent("good.leadline.yaml"))
        let run = try process.run("run", "./a/x.leadline.yaml", "a", "--list")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.error == "2 rows of 2 files; nothing was run\n")
    }

    @Test func `a file that runs itself by a placeholder ends, too`() throws {
        let text = scenario("Itself", "params: { file: x.leadline.yaml }\nsteps:\n  - do: run {{file}}\n")
        let run = try process(.file("", text)).run("run", "x.leadline.yaml")
        #expect(run.status == 3)
        #expect(run.output.contains("files run each other more than 16 deep"))
    }

    @Test func `of very many mistakes the first are shown`() throws {
        let rows = String(repeating: "  | 1 |\n", count: 5000)
        let run = try process(.lines("", "table: |\n  | a | b |\n\(rows)steps:\n  - check: row.a is 1\n"))
            .run("run", "x.leadline.yaml")
        #expect(run.status == 2)
        #expect(run.error.hasSuffix("\n… and 4800 more\n\n5000 errors; nothing was sent\n"))
    }

    @Test func `a line of a megabyte is cut in messages, and read where it is right`() throws {
        let long = String(repeating: "long ", count: 200_000)
        let right = scenario("Long", "steps:\n  - do: create leads from enquiry.json message=\"\(long)\"\n")
        let passed = try process(.file("", right)).run("run", "x.leadline.yaml")
        #expect(passed.status == 0, "\(passed.error.prefix(2000))")
        let broken = right.replacing("create leads", with: "creat leads")
        let wrong = try process(.file("", broken)).run("run", "x.leadline.yaml")
        #expect(wrong.status == 2)
        expectGolden(transcript(["run", "x.leadline.yaml"], wrong), "cli/broken/long-line.txt")
    }

    @Test(arguments: ["[", "{a: ", "- ", "("]) func `nesting without end neither crashes nor hangs`(_ opener: String)
        throws
    {
        let deep = String(repeating: opener, count: 10_000)
        for text in [
            "leadline: 1\nname: \(deep)", scenario("Deep", "steps:\n  - check: |\n      \(deep)\n"),
            scenario("Deep", "steps:\n  - do: |\n      create leads from enquiry.json tags=\(deep)\n"),
        ] {
            let run = try process(.file("", text)).run("run", "x.leadline.yaml")
            // A word may well be ten thousand parentheses.
            let isWord = opener == "(" && text.contains("tags=")
            #expect(run.status == (isWord ? 0 : 2), "\(run.output.prefix(500))")
            #expect(run.error.utf8.count < 20_000)
        }
    }
}

extension BrokenInput.Special {
    fileprivate func make(in process: LeadlineProcess) throws {
        switch self {
        case .pipe(let path):
            try process.write([], to: path)
            let file = process.folder.appendingPathComponent(path)
            try FileManager.default.removeItem(at: file)
            try #require(mkfifo(file.path, 0o600) == 0)
        case .link(let path, let target):
            try process.write([], to: path)
            let file = process.folder.appendingPathComponent(path).path
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: target)
        case .sparse(let path, let bytes):
            try process.write([], to: path)
            try #require(truncate(process.folder.appendingPathComponent(path).path, bytes) == 0)
        case .bytes(let path, let bytes): try process.write(bytes, to: path)
        }
    }

    fileprivate var shown: String {
        switch self {
        case .pipe(let path): "--- \(path): a named pipe\n"
        case .link(let path, let target): "--- \(path): a link to \(target)\n"
        case .sparse(let path, let bytes): "--- \(path): \(bytes >> 20) MiB\n"
        case .bytes(let path, let bytes): "--- \(path)\n" + BrokenInput.shown(bytes)
        }
    }
}

extension BrokenInput {
    /// What was given, so that a golden file says which input has which message and which status.
    fileprivate var shown: String {
        files.sorted { $0.key < $1.key }.prefix(3).map { "--- \($0)\n" + Self.shown($1) }.joined()
            + (files.count > 3 ? "--- … and \(files.count - 3) more files\n" : "") + specials.map(\.shown).joined()
            + (input.isEmpty ? "" : "--- standard input\n\(input)")
            + variables.sorted { $0.key < $1.key }.map { "--- \($0)=\($1)\n" }.joined()
    }

    /// The first lines, cut where they are long; what cannot be seen is written with its number.
    fileprivate static func shown(_ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return bytes.map {
                $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A ? String(UnicodeScalar($0)) : "<\(String($0, radix: 16))>"
            }
            .joined() + "\n"
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let size = line.unicodeScalars.count
            let start = line.unicodeScalars.prefix(120).map {
                $0.value < 0x20 || $0.value == 0xFEFF ? $0.escaped(asASCII: true) : String($0)
            }.joined()
            return size > 120 ? "\(start)… (\(size) characters)" : start
        }
        if lines.last == "" { lines.removeLast() }
        let rest = lines.count - 40
        if rest > 0 { lines = lines.prefix(40) + ["… (\(rest) more lines)"] }
        return lines.map { $0 + "\n" }.joined()
    }
}
