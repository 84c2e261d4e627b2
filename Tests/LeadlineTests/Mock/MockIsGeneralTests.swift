import Glibc
import Testing

@Suite("The mock knows no API")
struct MockIsGeneralTests {
    /// What belongs to one API stands in its description, never in Swift.
    @Test func noSourceNamesWhatAnAPIHas() throws {
        let folder = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined() + "/Sources/LeadlineMock"
        let files = sources(below: folder)
        #expect(files.count > 10)
        for file in files {
            let words = text(of: file).lowercased().split { !$0.isLetter }
            let forbidden: Set<Substring> = ["dealership", "dealerships", "dealer", "lead", "leads", "drivly"]
            #expect(forbidden.intersection(words).isEmpty, "\(file)")
        }
    }

    private func sources(below folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var found: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            let path = "\(folder)/\(name)"
            found += name.hasSuffix(".swift") ? [path] : sources(below: path)
        }
        return found
    }

    private func text(of path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
