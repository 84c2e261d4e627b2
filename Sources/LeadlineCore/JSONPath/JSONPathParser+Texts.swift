extension JSONPathParser {
    /// Reads a text in quotes of either kind.
    mutating func text() throws(TextSyntaxError) -> String {
        let opening = reader.offset
        let quote = reader.bytes[opening]
        reader.offset += 1
        var content: [UInt8] = []
        while !reader.isAtEnd {
            switch reader.bytes[reader.offset] {
            case quote:
                reader.offset += 1
                return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): content += String(try escape(in: quote)).utf8
            case 0..<0x20: throw rawControl()
            case let byte:
                content.append(byte)
                reader.offset += 1
            }
        }
        let name = Self.isSingle(quote) ? "single quote" : "'\"'"
        throw TextSyntaxError(offset: opening, message: "this text has no closing \(name)")
    }

    /// Reads an escape sequence as JSON has them; only the quote that encloses the text can be escaped.
    private mutating func escape(in quote: UInt8) throws(TextSyntaxError) -> Unicode.Scalar {
        let next = reader.offset + 1
        if next < reader.bytes.count {
            if reader.bytes[next] == quote {
                reader.offset += 2
                return Unicode.Scalar(quote)
            }
            guard #"\/bfnrtu"#.utf8.contains(reader.bytes[next]) else {
                let found = JSONLexer.found(reader.bytes.span, next, word: false)
                let known = #"\\#(Unicode.Scalar(quote)) \\ \/ \b \f \n \r \t \uXXXX"#
                throw TextSyntaxError(
                    offset: reader.offset, message: #"one of \#(known) expected, found a '\' before \#(found)"#)
            }
        }
        return try lex(JSONLexer.escape)
    }

    private func rawControl() -> TextSyntaxError {
        let found = JSONLexer.found(reader.bytes.span, reader.offset)
        let byte = reader.bytes[reader.offset]
        let digits = (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        return TextSyntaxError(
            offset: reader.offset, message: #"\#(found) in a text must be written as '\u00\#(digits)'"#)
    }

    private static func isSingle(_ quote: UInt8) -> Bool { quote == UInt8(ascii: "'") }
}
