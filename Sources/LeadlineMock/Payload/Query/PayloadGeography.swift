import LeadlineCore

/// A place on the earth, in degrees.
struct PayloadPoint: Sendable {
    var longitude: Double
    var latitude: Double

    /// `[longitude, latitude]`; nil for other values.
    init?(_ value: JSON) {
        guard let numbers = value.array?.map({ $0.number?.double }), numbers.count == 2,
            let longitude = numbers[0], let latitude = numbers[1]
        else { return nil }
        self.init(longitude, latitude)
    }

    init(_ longitude: Double, _ latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// Around a point, in metres: what `near` keeps.
struct PayloadDistance: Sendable {
    var center: PayloadPoint
    var minimum: Double?
    var maximum: Double?

    func isKept(_ value: JSON) -> Bool {
        guard let metres = metres(to: value) else { return false }
        return metres >= minimum ?? 0 && metres <= maximum ?? .infinity
    }

    /// On a sphere with the radius of the equator, as MongoDB reckons; nil for what is no point.
    func metres(to value: JSON) -> Double? {
        guard let point = PayloadPoint(value) else { return nil }
        let (a, b) = (center.latitude.radians, point.latitude.radians)
        let height = ((b - a) / 2).sine
        let width = ((point.longitude - center.longitude).radians / 2).sine
        let chord = height * height + a.cosine * b.cosine * width * width
        return 2 * 6_378_100 * min(chord, 1).squareRoot().arcSine
    }
}

/// The areas that `within` and `intersects` ask for: rings of points, the first of an area its border, others holes.
struct PayloadPolygons: Sendable {
    var areas: [[[PayloadPoint]]]

    func contain(_ value: JSON) -> Bool {
        guard let point = PayloadPoint(value) else { return false }
        return areas.contains { rings in
            guard let border = rings.first else { return false }
            return Self.surrounds(border, point) && !rings.dropFirst().contains { Self.surrounds($0, point) }
        }
    }

    /// Whether a point is in a ring, or on it.
    private static func surrounds(_ ring: [PayloadPoint], _ point: PayloadPoint) -> Bool {
        var isInside = false
        for (start, end) in zip(ring, ring.dropFirst()) {
            let rise = end.latitude - start.latitude
            let run = end.longitude - start.longitude
            let side = run * (point.latitude - start.latitude) - rise * (point.longitude - start.longitude)
            if side == 0, isBetween(point.longitude, start.longitude, end.longitude),
                isBetween(point.latitude, start.latitude, end.latitude)
            {
                return true
            }
            let crosses = (start.latitude > point.latitude) != (end.latitude > point.latitude)
            if crosses, (side > 0) == (rise > 0) { isInside.toggle() }
        }
        return isInside
    }

    private static func isBetween(_ value: Double, _ left: Double, _ right: Double) -> Bool {
        value >= min(left, right) && value <= max(left, right)
    }
}

/// The few functions that distances need, without a C library's.
extension Double {
    fileprivate var radians: Double { self * .pi / 180 }

    /// By its series, for angles up to half a turn, exact to the last digits.
    fileprivate var sine: Double {
        var (term, sum) = (self, self)
        for step in 1...14 {
            term *= -self * self / Double(2 * step * (2 * step + 1))
            sum += term
        }
        return sum
    }

    fileprivate var cosine: Double { (self + .pi / 2).sine }

    /// Of values from 0 to 1, by Newton's steps.
    fileprivate var arcSine: Double {
        if self > 0.7 { return .pi / 2 - 2 * ((1 - self) / 2).squareRoot().arcSine }
        var angle = self
        for _ in 0..<6 { angle += (self - angle.sine) / angle.cosine }
        return angle
    }
}
