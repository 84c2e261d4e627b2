import CLibyaml

/// What libyaml says about a document, one piece after another. Offsets are bytes of the input.
struct YAMLEvent {
    enum Kind {
        case streamEnd, documentEnd, listStart, listEnd, mappingStart, mappingEnd, alias
        case documentStart(hasDirectives: Bool)
        case scalar(String, YAMLScalar.Style)
        /// The start of the stream, which says nothing.
        case other
    }

    var kind: Kind
    var range: Range<Int>
    var hasAnchor = false
    var hasTag = false
}

/// Why libyaml gave up, in its words.
struct YAMLProblem: Error {
    /// What it was doing, as in "while scanning a quoted scalar"; empty at times.
    var context: String
    var problem: String
    /// Where the problem was noticed.
    var offset: Int
    /// Where the thing began that it was reading.
    var contextOffset: Int
}

/// libyaml's event parser over UTF-8 bytes. Its structure holds a pointer to itself, so it lives on the heap.
final class YAMLEvents {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let isReady: Bool
    private let isASCII: Bool
    /// A character index and its byte offset, near the places that are asked for: libyaml counts characters.
    private var known = (character: 0, byte: 0)

    init(_ text: String) {
        input = .allocate(capacity: text.utf8.count)
        _ = input.initialize(from: text.utf8)
        isASCII = input.allSatisfy { $0 < 0x80 }
        parser = .allocate(capacity: 1)
        isReady = yaml_parser_initialize(parser) == 1
        if isReady {
            // A named encoding keeps a byte order mark among the characters that are counted.
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(parser, input.baseAddress, input.count)
        }
    }

    deinit {
        if isReady { yaml_parser_delete(parser) }
        parser.deallocate()
        input.deallocate()
    }

    func next() throws(YAMLProblem) -> YAMLEvent {
        guard isReady else {
            throw YAMLProblem(context: "", problem: "there is not enough memory", offset: 0, contextOffset: 0)
        }
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        return read(event)
    }

    private func read(_ event: yaml_event_t) -> YAMLEvent {
        let start = offset(event.start_mark)
        var result = YAMLEvent(kind: .other, range: start..<max(start, offset(event.end_mark)))
        switch event.type {
        case YAML_STREAM_END_EVENT: result.kind = .streamEnd
        case YAML_DOCUMENT_START_EVENT:
            let document = event.data.document_start
            let hasTags = document.tag_directives.start != document.tag_directives.end
            result.kind = .documentStart(hasDirectives: document.version_directive != nil || hasTags)
        case YAML_DOCUMENT_END_EVENT: result.kind = .documentEnd
        case YAML_ALIAS_EVENT: result.kind = .alias
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            result.kind = .scalar(String(decoding: bytes, as: UTF8.self), Self.style(scalar.style))
            (result.hasAnchor, result.hasTag) = (scalar.anchor != nil, scalar.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            result.kind = .listStart
            (result.hasAnchor, result.hasTag) = (
                event.data.sequence_start.anchor != nil, event.data.sequence_start.tag != nil
            )
        case YAML_SEQUENCE_END_EVENT: result.kind = .listEnd
        case YAML_MAPPING_START_EVENT:
            result.kind = .mappingStart
            (result.hasAnchor, result.hasTag) = (
                event.data.mapping_start.anchor != nil, event.data.mapping_start.tag != nil
            )
        case YAML_MAPPING_END_EVENT: result.kind = .mappingEnd
        default: break
        }
        return result
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private func problem() -> YAMLProblem {
        let state = parser.pointee
        let hasContext = state.context != nil
        let place = offset(state.problem_mark)
        return YAMLProblem(
            context: hasContext ? String(cString: state.context) : "",
            problem: state.problem == nil ? "there is not enough memory" : String(cString: state.problem),
            offset: place, contextOffset: hasContext ? offset(state.context_mark) : place)
    }

    /// The byte offset of a mark, walked to from the last one.
    private func offset(_ mark: yaml_mark_t) -> Int {
        let wanted = Int(mark.index)
        if isASCII { return min(wanted, input.count) }
        var (character, byte) = known
        while character < wanted, byte < input.count {
            byte += 1
            while byte < input.count, input[byte] & 0xC0 == 0x80 { byte += 1 }
            character += 1
        }
        while character > wanted, byte > 0 {
            byte -= 1
            while byte > 0, input[byte] & 0xC0 == 0x80 { byte -= 1 }
            character -= 1
        }
        known = (character, byte)
        return byte
    }
}
