import LeadlineAPI
import LeadlineCore
import LeadlineSession
import TestSupport
import Testing

@Suite struct APILibraryTests {
    private static func document(_ name: String) -> String {
        "openapi: 3.1.0\ninfo: { title: \(name), version: '1' }\npaths: { /books: { post: { responses: {} } } }\n"
    }

    private let files = InMemoryFiles([
        "club.yaml": document("Club"), "again/club.yaml": document("club"), "library.yaml": document("Library"),
        "studio.yaml": document("Studio").replacing("paths", with: "x-leadline: { name: dealerstudio }\npaths"),
        "two.yaml": "openapi: 3.1.0\ninfo: { titel: Two, version: '1' }\npaths: []\n",
    ])

    private func library(_ paths: String...) throws(Diagnostics) -> APILibrary {
        try APILibrary(adding: paths.map { APILibrary.Document(path: $0) }, from: files)
    }

    private func messages(_ paths: String...) -> [String] {
        do throws(Diagnostics) {
            _ = try APILibrary(adding: paths.map { APILibrary.Document(path: $0) }, from: files)
            return []
        } catch {
            return error.all.map { "\($0.location?.description ?? "-") \($0.message)" }
        }
    }

    @Test func `own documents stand behind what is built in`() throws {
        let library = try library("library.yaml", "club.yaml", "library.yaml", "./club.yaml")
        #expect(library.names == APICatalog.names + ["library", "club"])
        #expect(try library.all().map(\.name) == library.names)
        #expect(try library.api(atOrigin: "http://club.test")?.name == "club")
    }

    @Test func `a built-in description is read when it is asked for`() throws {
        let library = try library("library.yaml")
        #expect(library.known.map(\.name) == ["library"])
        let name = Source(name: "-c", text: "dealerstudio")
        _ = try library.api(named: Located("dealerstudio", SourceLocation(source: name, range: 0..<12)))
        #expect(library.known.map(\.name) == ["dealerstudio", "library"])
    }

    @Test func `a name is one API's`() {
        #expect(messages("studio.yaml") == ["studio.yaml:3:21 the name 'dealerstudio' is taken by a built-in API"])
        #expect(
            messages("club.yaml", "again/club.yaml")
                == ["again/club.yaml:2:16 the name 'club' is taken by the API of 'club.yaml'"])
    }

    @Test func `the mistakes of all documents are told together`() {
        #expect(
            messages("two.yaml", "clbu.yaml", "again") == [
                "two.yaml:2:7 'info' has no 'title'", "two.yaml:2:9 unknown key 'titel' in 'info'",
                "two.yaml:3:8 a mapping expected, found a list",
                "- cannot read 'clbu.yaml': no such file or directory",
                "- cannot read 'again': no such file or directory",
            ])
    }
}
