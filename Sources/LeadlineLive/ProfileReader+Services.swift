import LeadlineAPI
import LeadlineCore

extension ProfileReader {
    mutating func service(_ node: YAMLNode, of api: API) -> Profile.Service? {
        let fields = Fields(
            node, "the server of '\(api.name)'", known: ["url", "keys", "headers"], into: &diagnostics)
        guard node.mapping != nil else { return nil }
        let keys = keys(fields)
        let headers = headers(fields, of: api)
        guard let written = fields.text("url", into: &diagnostics) else {
            if fields.node("url") == nil {
                diagnostics.append(
                    Diagnostic(
                        .error, .missingKey, "the server of '\(api.name)' has no 'url'", at: node.location,
                        help: "add url: https://HOST/"))
            }
            return nil
        }
        do throws(TextSyntaxError) {
            return Profile.Service(base: try BaseURL(written.value, of: api), keys: keys, fields: headers)
        } catch {
            diagnostics.append(
                Diagnostic(.error, .wrongValue, "'url' is wrong: \(error.message)", at: written.location))
            return nil
        }
    }

    // MARK: - Keys

    private mutating func keys(_ fields: Fields) -> [(name: String, source: KeySource)] {
        guard let node = fields.node("keys") else { return [] }
        guard let entries = node.mapping else {
            diagnostics.append(Self.keyInside("a key", at: node.location))
            return []
        }
        var keys: [(name: String, source: KeySource)] = []
        for entry in entries {
            if !ProfileBook.isWord(entry.key.value) {
                diagnostics.append(
                    Diagnostic(
                        .error, .wrongValue, "'\(entry.key.value)' cannot name a key", at: entry.key.location,
                        help: "use letters, digits, '-' and '_'"))
            }
            do throws(Diagnostic) { keys.append((entry.key.value, try source(entry))) } catch {
                diagnostics.append(error)
            }
        }
        return keys
    }

    private func source(_ entry: YAMLEntry) throws(Diagnostic) -> KeySource {
        let (name, node) = (entry.key.value, entry.value)
        if node.scalar?.text == "none" { return .noHeader }
        guard let members = node.mapping else { throw Self.keyInside("the key '\(name)'", at: node.location) }
        if let member = members.first(where: { !ExposedSecrets.sources.contains($0.key.value) }) {
            throw Diagnostic(
                .error, .unknownKey, "unknown source '\(member.key.value)' of the key '\(name)'",
                at: member.key.location, help: Suggestion.help(for: member.key.value, in: ExposedSecrets.sources))
        }
        guard members.count == 1, let member = members.first else {
            throw Diagnostic(
                .error, .wrongShape, "the key '\(name)' comes from one place, found \(members.count)",
                at: node.location, help: Self.sources)
        }
        guard let text = member.value.scalar?.text, !text.isEmpty else {
            throw Diagnostic(
                .error, .wrongShape, "'\(member.key.value)' takes a text, found \(member.value.kindName)",
                at: member.value.location, help: Self.sources)
        }
        switch member.key.value {
        case "env":
            guard ExposedSecrets.isVariable(text) else {
                throw Diagnostic(
                    .error, .wrongValue, "the name of a variable of the environment expected",
                    at: member.value.location, help: "the key itself has no place here: \(Self.sources)")
            }
            return .variable(text)
        case "file": return .file(try located(text, at: member.value.location))
        default: return .command(text)
        }
    }

    private static let sources = "write { env: NAME }, { file: PATH } or { command: \"PROGRAM …\" }"

    private static func keyInside(_ what: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .error, .holdsSecret, "\(what) stands in the file itself", at: location,
            notes: ["files are copied, committed and shown; a key comes from the environment, a file or a command"],
            help: "\(sources); if the file was ever committed, have the key replaced")
    }

    // MARK: - Headers

    private mutating func headers(_ fields: Fields, of api: API) -> HTTPFields {
        var headers = HTTPFields()
        guard let node = fields.node("headers") else { return headers }
        guard let entries = node.mapping else {
            diagnostics.append(
                Diagnostic(
                    .error, .wrongShape, "'headers' is a mapping, found \(node.kindName)", at: node.location,
                    help: "write { X-Environment: staging }"))
            return headers
        }
        for entry in entries {
            do throws(Diagnostic) { headers.append(entry.key.value, try header(entry, of: api)) } catch {
                diagnostics.append(error)
            }
        }
        return headers
    }

    private func header(_ entry: YAMLEntry, of api: API) throws(Diagnostic) -> String {
        let name = entry.key.value
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenCharacter) else {
            throw Diagnostic(.error, .wrongValue, "'\(name)' is no name of a header", at: entry.key.location)
        }
        if HTTPFields.same(name, api.credential.header) || ExposedSecrets.isSecretHeader(name) {
            throw Diagnostic(
                .error, .holdsSecret, "the header '\(name)' carries a secret, which has no place in the file",
                at: entry.value.location, help: "name it under 'keys': \(Self.sources)")
        }
        if ["content-length", "transfer-encoding", "connection"].contains(name.lowercased()) {
            throw Diagnostic(
                .error, .wrongValue, "the header '\(name)' is made with each request", at: entry.key.location,
                help: "leave it out")
        }
        guard let text = entry.value.scalar?.text else {
            throw Diagnostic(
                .error, .wrongShape, "the header '\(name)' takes a text, found \(entry.value.kindName)",
                at: entry.value.location)
        }
        guard KeyText.isVisible(text) else {
            throw Diagnostic(
                .error, .wrongValue, "the header '\(name)' holds a line end or another control character",
                at: entry.value.location)
        }
        return text
    }

    /// RFC 9110 5.6.2.
    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
