import LeadlineCore

extension API {
    /// The operation that a request of this method and path (encoded, with the base path) means; nil when none is.
    package func operation(routing method: String, _ path: Substring) -> Operation? {
        let slash = UInt8(ascii: "/")
        let segments = path.utf8.split(separator: slash).map { PercentEncoding.decode(Substring($0)) }
        let base = basePath.utf8.split(separator: slash).map { String(Substring($0)) }
        guard segments.count >= base.count, zip(base, segments).allSatisfy(Self.fits) else { return nil }
        let rest = segments[base.count...]
        let fitting = operations.filter { operation in
            operation.method == method && operation.segments.count == rest.count
                && zip(operation.segments, rest).allSatisfy(Self.fits)
        }
        // A fixed path goes before one with an id in the same place.
        return fitting.min { placeholders($0) < placeholders($1) }
    }

    private static func fits(_ template: String, _ segment: String) -> Bool {
        template.utf8.first == UInt8(ascii: "{") || template.utf8.elementsEqual(segment.utf8)
    }

    private func placeholders(_ operation: Operation) -> Int { operation.path.utf8.count { $0 == UInt8(ascii: "{") } }
}
