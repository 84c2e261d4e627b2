package import LeadlineCore
package import LeadlineLive

/// Reads keys from where profiles say that they are kept.
package struct KeyResolver: Sendable {
    private let variables: [String: String]
    private let files: any FileSystem
    /// Tells who may read a file; nil: there is no telling.
    private let state: (any StateFiles)?
    private let programs: (any Programs)?

    /// In bytes.
    private static let longest = 16 << 10
    /// Long enough to type a pass phrase.
    private static let patience = Duration.seconds(60)

    package init(_ environment: Environment) {
        variables = environment.variables
        files = environment.files
        state = environment.state
        programs = environment.programs
    }

    /// The keys of a profile. A server of which a key cannot be had is left out, and why is kept: a run that does not
    /// need it goes on.
    ///
    /// - Throws: all reasons, where no server is left.
    package func keys(of profile: Profile) throws(Diagnostics) -> ResolvedKeys {
        var keys = ResolvedKeys()
        for (api, service) in profile.services {
            var values: [(name: String, value: String?)] = []
            for (name, source) in service.keys where keys.failures[api] == nil {
                do throws(EffectFailure) { values.append((name, try value(of: source))) } catch {
                    keys.failures[api] = Diagnostic(
                        .error, .unreadableKey,
                        "the key '\(name)' of '\(api)' in the profile '\(profile.name)' cannot be had: \(error.reason)",
                        help: error.help)
                }
            }
            if keys.failures[api] == nil { keys.values[api] = values }
        }
        if keys.values.isEmpty, !keys.failures.isEmpty {
            throw Diagnostics(keys.failures.sorted { $0.key < $1.key }.map(\.value))
        }
        return keys
    }

    /// nil: no header is sent. Throws why it cannot be had, in words that hold nothing of it.
    package func value(of source: KeySource) throws(EffectFailure) -> String? {
        switch source {
        case .noHeader: return nil
        case .open(let key): return key
        case .variable(let name):
            guard let value = variables[name] else {
                throw EffectFailure(
                    "the variable '\(name)' is not set", help: "export \(name)=…, or change the profile")
            }
            return try checked(value, from: "the variable '\(name)'")
        case .file(let path): return try key(inFile: path)
        case .command(let line): return try key(printedBy: line)
        }
    }

    private func key(inFile path: String) throws(EffectFailure) -> String {
        let bytes: [UInt8]
        do throws(FileFailure) {
            if let mode = try state?.mode(of: path), mode & 0o077 != 0 {
                throw FileFailure(
                    path: path, reason: "others may read or change it (mode \(String(mode & 0o7777, radix: 8)))",
                    isMissing: false)
            }
            bytes = try files.read(path, limit: Self.longest)
        } catch {
            let isOpen = error.reason.hasPrefix("others")
            throw EffectFailure(
                "the file '\(path)': \(error.reason)", help: isOpen ? "chmod 600 \(ShellQuoting.quoted(path))" : nil)
        }
        return try checked(text(bytes, from: "the file '\(path)'"), from: "the file '\(path)'")
    }

    private func key(printedBy line: String) throws(EffectFailure) -> String {
        guard let programs else { throw EffectFailure("programs cannot be run here") }
        let what = "the command '\(line)'"
        let bytes: [UInt8]
        do throws(EffectFailure) {
            bytes = try programs.output(of: line, limit: Self.longest, within: Self.patience)
        } catch {
            throw EffectFailure("\(what): \(error.reason)", help: error.help ?? "run it in a terminal to see why")
        }
        return try checked(text(bytes, from: what), from: what)
    }

    /// Without the line end that closes it.
    private func text(_ bytes: [UInt8], from what: String) throws(EffectFailure) -> String {
        var bytes = bytes[...]
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw EffectFailure("\(what) gives bytes that are no UTF-8 text")
        }
        return text
    }

    private func checked(_ key: String, from what: String) throws(EffectFailure) -> String {
        if key.isEmpty { throw EffectFailure("\(what) gives an empty key") }
        if key.first == " " || key.last == " " { throw EffectFailure("\(what) gives a key with a blank at its end") }
        guard KeyText.isVisible(key) else {
            throw EffectFailure("\(what) gives a key with a line end or another control character in it")
        }
        return key
    }
}
