import CLibpcre2

/// Why a regular expression cannot be compiled.
package struct PatternError: Error, Sendable, Equatable {
    /// The byte offset in the pattern.
    package var offset: Int
    package var message: String

    package init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }
}

/// Why a match has no answer.
package enum PatternFailure: Error, Sendable, Equatable {
    /// The pattern backtracks without end on this text.
    case matchLimit
    /// PCRE2's own words, as for lack of memory.
    case other(String)

    package var message: String {
        switch self {
        case .matchLimit: "the pattern needs too many steps on this text"
        case .other(let words): words
        }
    }
}

/// A compiled regular expression: PCRE2 in UTF mode, with its just-in-time compiler, and a limit to the steps of a match.
package final class Pattern: Sendable {
    // Addresses as numbers, since pointers are not Sendable. What they name is only read after `init`, which PCRE2
    // allows on several threads at once; each match has data of its own.
    private let code: UInt
    private let context: UInt

    /// Steps of backtracking until a match is given up, some milliseconds.
    private static let matchLimit: UInt32 = 1_000_000
    /// In KiB, for the interpreter, which runs where the compiled code's small stack ends.
    private static let heapLimit: UInt32 = 65_536

    /// Compiles a pattern; the flags are `i` any case, `m` lines, `s` dot takes line ends, `x` blanks are free.
    package init(_ pattern: String, flags: Set<Character> = []) throws(PatternError) {
        var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        for flag in flags.sorted() { options |= try Self.option(flag) }
        var number: Int32 = 0
        var offset = 0
        var pattern = pattern
        let compiled = pattern.withUTF8 { bytes in
            pcre2_compile_8(Self.address(bytes), bytes.count, options, &number, &offset, nil)
        }
        guard let compiled else { throw PatternError(offset: offset, message: Self.words(number)) }
        // Where the system forbids code made at run time, the interpreter does it.
        _ = pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_code_free_8(compiled)
            throw PatternError(offset: 0, message: "there is not enough memory")
        }
        pcre2_set_match_limit_8(context, Self.matchLimit)
        pcre2_set_heap_limit_8(context, Self.heapLimit)
        code = UInt(bitPattern: compiled)
        self.context = UInt(bitPattern: context)
    }

    deinit {
        pcre2_match_context_free_8(OpaquePointer(bitPattern: context))
        pcre2_code_free_8(OpaquePointer(bitPattern: code))
    }

    private static func option(_ flag: Character) throws(PatternError) -> UInt32 {
        switch flag {
        case "i": UInt32(PCRE2_CASELESS)
        case "m": UInt32(PCRE2_MULTILINE)
        case "s": UInt32(PCRE2_DOTALL)
        case "x": UInt32(PCRE2_EXTENDED)
        default: throw PatternError(offset: 0, message: "one of the flags i, m, s, x expected, found '\(flag)'")
        }
    }

    /// Whether the pattern is found anywhere in a text.
    package func matches(_ text: String) throws(PatternFailure) -> Bool { try firstMatch(in: text) != nil }

    /// The UTF-8 bytes of the first place where the pattern is found.
    package func firstMatch(in text: String) throws(PatternFailure) -> Range<Int>? {
        let code = OpaquePointer(bitPattern: code)
        guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else {
            throw .other("there is not enough memory")
        }
        defer { pcre2_match_data_free_8(data) }
        var text = text
        let result = text.withUTF8 { bytes in
            let found = match(code, bytes, data, options: UInt32(PCRE2_NO_UTF_CHECK))
            guard found == PCRE2_ERROR_JIT_STACKLIMIT else { return found }
            return match(code, bytes, data, options: UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_NO_JIT))
        }
        switch result {
        case 0...:
            guard let bounds = pcre2_get_ovector_pointer_8(data) else { return nil }
            // A look-behind with \K can put the start behind the end.
            return min(bounds[0], bounds[1])..<bounds[1]
        case PCRE2_ERROR_NOMATCH: return nil
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT: throw .matchLimit
        default: throw .other(Self.words(result))
        }
    }

    /// Whether a text that begins so can match: it does already, or would need no more than further characters.
    package func canMatch(beginningWith text: String) -> Bool {
        // PCRE2 calls no match partial that looked at nothing.
        if text.isEmpty { return true }
        let code = OpaquePointer(bitPattern: code)
        guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else { return true }
        defer { pcre2_match_data_free_8(data) }
        var text = text
        // Without the compiled code, which is made for whole matches.
        let options = UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_NO_JIT) | UInt32(PCRE2_PARTIAL_SOFT)
        let result = text.withUTF8 { match(code, $0, data, options: options) }
        return result >= 0 || result == PCRE2_ERROR_PARTIAL
    }

    private func match(
        _ code: OpaquePointer?, _ bytes: UnsafeBufferPointer<UInt8>, _ data: OpaquePointer, options: UInt32
    ) -> Int32 {
        pcre2_match_8(code, Self.address(bytes), bytes.count, 0, options, data, OpaquePointer(bitPattern: context))
    }

    /// A pointer that may be read nowhere stands for no bytes: PCRE2 refuses null.
    private static func address(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8>? {
        bytes.baseAddress ?? UnsafePointer(bitPattern: 1)
    }

    /// PCRE2's words for one of its error numbers.
    private static func words(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    }
}
