import LeadlineCore

extension API {
    /// The operation that a request of this method and path (encoded, with the base path) means; nil when none is. `base`
    /// is the target's base path where it is not the description's.
    package func operation(routing method: String, _ path: Substring, below base: String? = nil) -> Operation? {
        guard let rest = segments(of: path, below: base) else { return nil }
        let fitting = operations.filter { operation in
            operation.method == method && operation.segments.count == rest.count
                && zip(operation.segments, rest).allSatisfy(Self.fits)
        }
        // A fixed path goes before one with an id in the same place.
        return fitting.min { placeholders($0) < placeholders($1) }
    }

    /// What stands in an encoded path in the place of an operation's id, decoded; nil where the path is not the operation's.
    package func id(of operation: Operation, in path: Substring, below base: String? = nil) -> String? {
        guard let rest = segments(of: path, below: base), rest.count == operation.segments.count else { return nil }
        return zip(operation.segments, rest).first { $0.0.utf8.first == UInt8(ascii: "{") }?.1
    }

    /// The decoded parts of a path behind the base path; nil where it does not begin with that.
    private func segments(of path: Substring, below base: String?) -> ArraySlice<String>? {
        let slash = UInt8(ascii: "/")
        let segments = path.utf8.split(separator: slash).map { PercentEncoding.decode(Substring($0)) }
        let base = (base ?? basePath).utf8.split(separator: slash).map { PercentEncoding.decode(Substring($0)) }
        guard segments.count >= base.count, zip(base, segments).allSatisfy(Self.fits) else { return nil }
        return segments[base.count...]
    }

    private static func fits(_ template: String, _ segment: String) -> Bool {
        template.utf8.first == UInt8(ascii: "{") || template.utf8.elementsEqual(segment.utf8)
    }

    private func placeholders(_ operation: Operation) -> Int { operation.path.utf8.count { $0 == UInt8(ascii: "{") } }
}
