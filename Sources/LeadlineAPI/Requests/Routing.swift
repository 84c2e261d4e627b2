import LeadlineCore

extension API {
    /// The operation that a request of this method and path (encoded, with the base path) means; nil when none is.
    package func operation(routing method: String, _ path: Substring) -> Operation? {
        let slash = UInt8(ascii: "/")
        let segments = path.utf8.split(separator: slash).map { PercentEncoding.decode(Substring($0)) }
        let fitting = operations.filter { operation in
            guard operation.method == method else { return false }
            let template = (basePath + operation.path).utf8.split(separator: slash)
            return template.count == segments.count
                && zip(template, segments).allSatisfy { $0.first == UInt8(ascii: "{") || $0.elementsEqual($1.utf8) }
        }
        // A fixed path goes before one with an id in the same place.
        return fitting.min { placeholders($0) < placeholders($1) }
    }

    private func placeholders(_ operation: Operation) -> Int { operation.path.count { $0 == "{" } }
}
