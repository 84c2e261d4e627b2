package import LeadlineCore

/// A recording in which nothing secret and nobody real is left.
package struct RedactedRecording: Sendable {
    /// Its `pseudonyms` are the invented values in it, each once; never what they stand for.
    package let recording: Recording
    package let counts: RedactionCounts
}

/// What was taken out, for people.
package struct RedactionCounts: Sendable, Equatable {
    package var keys = 0
    package var cookies = 0
    package var tokens = 0
    package var passwords = 0
    package var personalValues = 0
    package var people = 0
    /// What an earlier redaction took out, as `text` says it.
    var earlier = "nothing"

    /// Counts secrets by their names.
    mutating func count(_ names: Set<String>) {
        for name in names {
            switch name.prefix(while: { $0 != " " }) {
            case "key": keys += 1
            case "cookie": cookies += 1
            case "token": tokens += 1
            default: passwords += 1
            }
        }
    }

    /// Values, each once: `3 keys, 2 cookies, 41 personal values of 7 people`; `nothing` where that is so. Behind it
    /// what was masked already: `nothing new; masked before: 1 token`.
    package var text: String {
        func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String? {
            count == 0 ? nil : "\(count) \(count == 1 ? one : many ?? one + "s")"
        }
        let of = counted(people, "person", "people").map { " of \($0)" } ?? ""
        let parts = [
            counted(keys, "key"), counted(cookies, "cookie"), counted(tokens, "token"),
            counted(personalValues, "personal value").map { $0 + of },
        ].compactMap { $0 }
        let now = parts.joined(separator: ", ")
        guard earlier != "nothing" else { return now.isEmpty ? "nothing" : now }
        return "\(now.isEmpty ? "nothing new" : now); masked before: \(earlier)"
    }
}

/// A file's bytes that were searched for everything that must not be in them.
package struct RedactedArtefact: Sendable {
    package let bytes: [UInt8]
    package let redacted: RedactedRecording
    /// How many secrets and personal values the bytes were searched for.
    package let searched: Int

    /// `redacted: 3 keys, 2 cookies, 41 personal values of 7 people; scanned 212 kB for 52 values in 12 forms: clean`
    package var summary: String {
        let size = bytes.count < 1000 ? "\(bytes.count) bytes" : "\((bytes.count + 500) / 1000) kB"
        return "redacted: \(redacted.counts.text); scanned \(size) for \(searched) "
            + "value\(searched == 1 ? "" : "s") in \(ValueSearch.formCount) forms: clean"
    }
}

/// Something that must not be stored is left: nothing may be written.
package struct RedactionFailure: Error, Sendable, Equatable {
    /// What kind of value was found where, never the value: `the key 'full' in the answer of exchange 3`.
    package var places: [String]

    package var diagnostic: Diagnostic {
        Diagnostic(
            .error, .holdsSecret, "not written: \(places.first ?? "something secret") would be in it",
            notes: places.dropFirst().map { "also \($0)" },
            help: "nothing was written; report it with the kind and place above, never with the value")
    }
}
