import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// `leadline import openapi`: a further API for this project.
struct OpenAPIImport {
    let bench: TrafficBench

    private var files: any FileSystem { bench.environment.files }

    func run(_ file: String?) throws(Diagnostics) -> ExitCode {
        do throws(Diagnostic) {
            let source = try bench.source(file)
            try refuseSwagger(source)
            let workshop: Workshop
            let api: API
            do {
                workshop = try bench.workshop()
                api = try API(reading: source, takenNames: taken(workshop.resources.catalog))
            } catch {
                bench.console.show(error.all)
                bench.console.note("\n\(counted(error.all.count, "mistake")); nothing was written\n")
                return .nothingSent
            }
            let project = try ProjectText(files)
            let output = try bench.freshOutput()
            let path = output ?? Paths.join(project.folder, "\(api.name).openapi.\(ending(of: source))")
            guard output != nil || (try? files.kind(of: path)) == nil else {
                throw Diagnostic(
                    .error, .fileExists, "'\(path)' exists already, and nothing is overwritten",
                    help: "choose another name with -o FILE, or remove it first")
            }
            let changed = try project.adding(api: relative(path, to: project.folder))
            try bench.put(source.text, to: path)
            try replace(project, with: changed)
            report(api, path, project)
            return .success
        } catch { throw Diagnostics([error]) }
    }

    /// The older format has other keywords throughout.
    private func refuseSwagger(_ source: Source) throws(Diagnostic) {
        guard let root = try? parseYAML(source), let version = root.member("swagger") else { return }
        throw Diagnostic(
            .error, .invalidDescription,
            "this is Swagger \(version.scalar?.text ?? "2.0"), the format before OpenAPI 3", at: version.location,
            help: "convert it to OpenAPI 3.0 first, for example with 'swagger2openapi' or in the Swagger editor")
    }

    private func taken(_ catalog: APILibrary) -> [String: String] {
        Dictionary(catalog.names.map { ($0, "an API of this project") }) { first, _ in first }
    }

    private func ending(of source: Source) -> String {
        source.text.utf8.first { $0 > 0x20 } == UInt8(ascii: "{") ? "json" : "yaml"
    }

    private func relative(_ path: String, to folder: String) -> String {
        guard !folder.isEmpty, path.hasPrefix("\(folder)/") else { return path }
        return String(path.dropFirst(folder.count + 1))
    }

    private func replace(_ project: ProjectText, with text: String) throws(Diagnostic) {
        do throws(FileFailure) {
            let output = try bench.environment.writer.open(project.path)
            try output.write(Array(text.utf8))
            try output.finish()
        } catch {
            throw Diagnostic(.error, .unwritableFile, "cannot write '\(project.path)': \(error.reason)")
        }
    }

    private func report(_ api: API, _ path: String, _ project: ProjectText) {
        var lines = ["wrote \(path)", "\(project.exists ? "added to" : "made") \(project.path)", ""]
        lines.append("\(api.name): \(counted(api.operations.count, "operation"))")
        lines += api.operations.map { "  \($0.verb.rawValue) \($0.collection)\($0.selection.suffix)" }
        if !api.leftOut.isEmpty {
            lines.append("no command can mean these; 'request METHOD PATH' sends them:")
            lines += api.leftOut.map { "  \($0)" }
        }
        lines.append("see more: leadline api show \(api.name)")
        bench.console.write(lines.map { DisplayText.harmlessLine($0) }.joined(separator: "\n") + "\n")
    }
}

/// The project's file as text, so that a line can be added and all others stay as they are.
struct ProjectText {
    let path: String
    let exists: Bool
    private let source: Source

    var folder: String { Paths.folder(of: path) }

    /// The file that counts in the working folder; where there is none, one is made there.
    init(_ files: any FileSystem) throws(Diagnostic) {
        let depth = files.workingFolder.split(separator: "/").count
        for steps in 0...depth {
            let path = String(repeating: "../", count: steps) + APILibrary.projectFile
            guard let kind = try? files.kind(of: path), kind != .folder else { continue }
            self.path = path
            exists = true
            source = try Source(reading: path, limit: 1 << 20, from: files)
            return
        }
        path = APILibrary.projectFile
        exists = false
        source = Source(name: path, text: "")
    }

    /// The text with one more name below `apis`.
    func adding(api name: String) throws(Diagnostic) -> String {
        let item = Self.scalar(name)
        let root = try parseYAML(source)
        guard let apis = root?.member("apis") else {
            let text = source.text
            return (text.isEmpty || text.hasSuffix("\n") ? text : text + "\n") + "apis:\n  - \(item)\n"
        }
        var bytes = Array(source.text.utf8)
        guard let last = apis.list?.last else {
            if apis.list == nil, apis.scalar?.text.isEmpty == false { return try addingToOne(apis, item, bytes) }
            throw Diagnostic(
                .error, .wrongShape, "'apis' is a list of files here, found none", at: apis.location,
                help: "write 'apis: [\(name)]'")
        }
        let end = last.location.range.upperBound
        let lineStart = bytes[..<last.location.range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let before = bytes[lineStart..<last.location.range.lowerBound]
        if before.drop(while: { $0 == 0x20 }).first == UInt8(ascii: "-") {
            let lineEnd = bytes[end...].firstIndex(of: 0x0A) ?? bytes.count
            bytes.insert(contentsOf: [0x0A] + Array(before) + Array(item.utf8), at: lineEnd)
        } else {
            bytes.insert(contentsOf: ", \(item)".utf8, at: end)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `apis: one.yaml` becomes `apis: [one.yaml, two.yaml]`.
    private func addingToOne(_ apis: YAMLNode, _ item: String, _ bytes: [UInt8]) throws(Diagnostic) -> String {
        var bytes = bytes
        bytes.insert(contentsOf: ", \(item)]".utf8, at: apis.location.range.upperBound)
        bytes.insert(UInt8(ascii: "["), at: apis.location.range.lowerBound)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func scalar(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "._/-".utf8.contains(byte)
        }
        if isPlain { return name }
        return "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}

extension YAMLNode {
    fileprivate func member(_ name: String) -> YAMLNode? { mapping?.first { $0.key.value == name }?.value }
}
