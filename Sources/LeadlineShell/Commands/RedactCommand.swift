import LeadlineCore
import LeadlineRecordings

extension TrafficBench {
    /// `leadline redact`
    func redact() throws(Diagnostics) -> ExitCode {
        let workshop = try workshop()
        do throws(Diagnostic) {
            let file = line.operands[0]
            let output = try line.text(.output) == "-" ? nil : unused(line.text(.output) ?? Self.redactedName(file))
            let artefact = try workshop.file(of: try recording(file), environment, masksPeople: true)
            try put(String(decoding: artefact.bytes, as: UTF8.self), to: output)
            console.note("\(output.map { "wrote \($0)\n" } ?? "")\(artefact.summary)\n")
            return .success
        } catch { throw Diagnostics([error]) }
    }

    /// `case.redacted.har` of `case.har`.
    private static func redactedName(_ file: String) -> String {
        (file.hasSuffix(".har") ? String(file.dropLast(4)) : file) + ".redacted.har"
    }
}
