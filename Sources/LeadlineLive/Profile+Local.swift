package import LeadlineAPI
package import LeadlineCore

extension Profile {
    /// Of a mock server on this machine: its keys are those of the mock, which are no secrets, and all may be written.
    package init(local url: String, of apis: [API]) throws(Diagnostic) {
        let parts: URLParts
        do throws(TextSyntaxError) { parts = try URLParts(parsing: url) } catch {
            throw Diagnostic(.error, .unknownTarget, "the target is no URL: \(error.message)")
        }
        guard parts.isLocal else {
            let label = parts.host.prefix { $0 != "." }
            let name = label.first?.isLetter == true && ProfileBook.isName(String(label)) ? String(label) : "staging"
            let example = ProfileExample.profile(
                name, apis.first?.name ?? "API", url: "\(parts.origin)/")
            throw Diagnostic(
                .error, .unknownTarget, "the server '\(parts.origin)' needs a profile",
                notes: [
                    "only a server on this machine is reached by its URL: a profile says whose key is sent, and what may be written"
                ],
                help: "write it in leadline.yaml: \(example)")
        }
        var services: [String: Service] = [:]
        for api in apis {
            do throws(TextSyntaxError) {
                let keys = api.mock.keys.map { key in
                    (name: key.name, source: key.token.map { KeySource.open($0) } ?? .noHeader)
                }
                services[api.name] = Service(base: try BaseURL(url, of: api), keys: keys)
            } catch { throw Diagnostic(.error, .unknownTarget, "the target is no base URL: \(error.message)") }
        }
        self.init(
            name: parts.origin, services: services, connection: ConnectionSettings(), writes: .free, rate: nil)
    }
}
