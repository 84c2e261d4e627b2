import Testing

/// The rules are only as good as what tells code from text.
@Suite struct SwiftSourceTests {
    private func source(_ text: String) -> SwiftSource { SwiftSource(path: "Some.swift", text: text) }

    @Test func commentsAndTextsAreNoCode() {
        let source = source(
            #"""
            let a = "try! // \(b { "}" } as! C) \" fatalError("  // print(
            let `func {` = 1 /* { /* } */ { */ + 2
            """#)
        #expect(source.code[0].filter { $0 != " " } == "leta=b{}as!C")
        #expect(source.code[1].filter { $0 != " " } == "letx=1+2")
        #expect(source.comments[0].contains("print("))
        #expect(source.texts.map(\.text) == ["}", #"try! //   \" fatalError("#])
    }

    @Test func textsOfSeveralLinesAndWithHashes() {
        let source = source(
            ##"""
            let a = """
              { " \(value) "" }
              """
            let b = #"{ \( " \#(value { 1 })"#, c = ""
            let d = /["{]\/{2}/
            """##)
        #expect(source.code.map { $0.filter { $0 != " " } } == ["leta=", "value", "", "letb=value{1},c=", "letd="])
        #expect(source.texts.map(\.line) == [1, 4, 4])
    }

    @Test func functionsAreMeasuredFromTheirNameToTheirBrace() {
        let source = source(
            """
            protocol P {
                func none(_ a: Int) -> Int
                var read: Int { get }
            }
            struct S<A> where A: P {
                var stored = [1].map { $0 }
                var computed: Int {
                    1
                }
                init(a: () -> Void = {},
                    b: Int
                ) {
                    self.init(a: { a() })
                }
                func `one line's`() { let x = { 1 }; _ = x }
                subscript(_ i: Int) -> Int {
                    i
                }
                deinit { }
            }
            """)
        #expect(
            source.functions == [
                .init(name: "read", line: 3, lineCount: 1), .init(name: "computed", line: 7, lineCount: 3),
                .init(name: "init", line: 10, lineCount: 5), .init(name: "x", line: 15, lineCount: 1),
                .init(name: "subscript", line: 16, lineCount: 3), .init(name: "deinit", line: 19, lineCount: 1),
            ])
    }

    @Test func importsAreFoundWithTheirModules() {
        let source = source("import A\npackage import B\n@testable import C; import struct D.E\n// import F\n")
        #expect(source.imports.map(\.module) == ["A", "B", "C", "D"])
        #expect(source.imports.map(\.line) == [1, 2, 3, 3])
        #expect(source.lineCount == 4)
    }
}
