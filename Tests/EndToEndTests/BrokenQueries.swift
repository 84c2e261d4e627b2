extension BrokenInput {
    /// `leadline query` with an expression and, as standard input, a text.
    private static func query(_ name: String, _ expression: String, _ input: String = "{}") -> BrokenInput {
        typed("query/\(name)", "query", "--jsonpath", expression, input: input)
    }

    private static func file(_ name: String, _ bytes: [UInt8]) -> BrokenInput {
        var input = typed("query/\(name)", "query", "--jsonpath", "$", "broken.json")
        input.files["broken.json"] = bytes
        return input
    }

    static let queries: [BrokenInput] = [
        .query("empty", ""), .query("not-a-query", "docs.id"), .query("function", "$.docs[?lenght(@.name) > 3]"),
        .query("comparison", "$.docs[?@.price = 3]"), .query("wide-characters", "$['日本'] [😀]"),
        .query("control", "$['a\tb']"), .query("lines", "$\n[0,]"), .query("one-value", "$[?@..price > 3]"),
        .query("end", "$.docs["), .query("deep", "$[?" + String(repeating: "(", count: 100)),
        .typed("query/no-expression", "query", "answer.json"), .typed("query/no-value", "query", "--jsonpath"),
        .typed("query/twice", "query", "--jsonpath", "$", "--jsonpath", "$"),
        .typed("query/two-files", "query", "--jsonpath", "$", "a.json", "b.json"),
        .typed("query/unknown-option", "query", "--jsonpat", "$"),
        .typed("query/option-of-query", "lint", "--jsonpath", "$", "good.leadline.yaml"),
        .typed("query/no-such-file", "query", "--jsonpath", "$", "enquiri.json"),
        .typed("query/folder", "query", "--jsonpath", "$", "empty"),
        .query("no-json", "$", ""), .query("json", "$", "{\"a\": 1,\n \"b\": [1 2]}\n"),
        .query("json-twice", "$", "{\"a\": 1,\n \"a\": 2}\n"), .query("json-end", "$", "[1,\n"),
        .query("json-deep", "$", String(repeating: "[", count: 600)),
        .query("json-surrogate", "$", #"["\uD800"]"#),
        .file("file-json", Array("{\n  \"é\": tru\n}\n".utf8)),
        .file("file-not-utf8", Array("[\n  \"caf".utf8) + [0xE9] + Array("\"\n]\n".utf8)),
        .file("file-utf16", [0xFF, 0xFE, 0x7B, 0, 0x7D, 0]),
    ]
}
