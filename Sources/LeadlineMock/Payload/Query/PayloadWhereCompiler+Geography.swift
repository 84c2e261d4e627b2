import LeadlineCore

/// Conditions on points.
extension PayloadWhereCompiler {
    mutating func geography(
        _ hop: PayloadHop, _ operation: PayloadOperator, _ value: JSON
    ) throws(PayloadError) -> PayloadPredicate? {
        guard hop.field?.kind == .point else {
            throw .unexpected("\(operation.rawValue) cannot be asked of '\(hop.path)', which is no point")
        }
        guard operation == .near else { return test(hop.path, .isWithin(try Self.polygons(value))) }
        return try distance(value).map { test(hop.path, .isNear($0)) }
    }

    /// `lng, lat, max, min`; nil without any distance. 3.x leaves out a distance that is no number.
    private func distance(_ value: JSON) throws(PayloadError) -> PayloadDistance? {
        let parts =
            value.array ?? value.string?.split(separator: ",", omittingEmptySubsequences: false)
            .map { .string(String($0)) } ?? []
        guard parts.count > 2, !parts[2...].prefix(2).allSatisfy({ $0 == .null }) else { return nil }
        let numbers = parts.prefix(4).map(\.numericText).map(JavaScript.parseFloat)
        guard numbers[0].isFinite, numbers[1].isFinite else { throw .unexpected("near wants a point") }
        func metres(_ place: Int) throws(PayloadError) -> Double? {
            guard parts.indices.contains(place), parts[place] != .null, parts[place] != "" else { return nil }
            let text = parts[place].numericText
            if profile == .v3, JavaScript.number(text).isNaN { return nil }
            guard !numbers[place].isNaN, numbers[place] >= 0 else {
                throw .unexpected("near wants distances, found '\(text)'")
            }
            return numbers[place]
        }
        return PayloadDistance(
            center: PayloadPoint(numbers[0], numbers[1]), minimum: try metres(3), maximum: try metres(2))
    }

    /// A GeoJSON object with one area or several.
    private static func polygons(_ value: JSON) throws(PayloadError) -> PayloadPolygons {
        guard let coordinates = value["coordinates"]?.array else { throw .unexpected("no GeoJSON object") }
        switch value["type"]?.string {
        case "Polygon": return PayloadPolygons(areas: [try area(coordinates)])
        case "MultiPolygon":
            return PayloadPolygons(
                areas: try coordinates.map { rings throws(PayloadError) in try area(rings.array ?? []) })
        default: throw .unexpected("a GeoJSON object of the type Polygon expected")
        }
    }

    private static func area(_ rings: [JSON]) throws(PayloadError) -> [[PayloadPoint]] {
        guard !rings.isEmpty else { throw .unexpected("a polygon has no border") }
        return try rings.map { ring throws(PayloadError) in
            let points = try (ring.array ?? []).map { point throws(PayloadError) in try self.point(point) }
            guard points.count > 3, let first = points.first, let last = points.last,
                first.longitude == last.longitude, first.latitude == last.latitude
            else { throw .unexpected("a ring has at least four points and ends where it begins") }
            return points
        }
    }

    private static func point(_ value: JSON) throws(PayloadError) -> PayloadPoint {
        let numbers = (value.array ?? []).map(\.numericText).map(JavaScript.number)
        guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else { throw .unexpected("no point") }
        return PayloadPoint(numbers[0], numbers[1])
    }
}

extension JSON {
    /// A number, or a text to read one from.
    fileprivate var numericText: String { string ?? number?.text ?? "null" }
}
