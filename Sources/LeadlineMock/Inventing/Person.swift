import LeadlineCore

/// Somebody who does not exist. All that is invented for one document is of one person.
struct Person: Sendable {
    let firstName: String
    let lastName: String
    /// Tells apart people of one name.
    let number: Int
    let phone: String
    let street: String
    let place: Place

    struct Place: Sendable {
        let city: String
        let state: String
        let postcode: String
    }

    init(_ random: inout SeededRandom) {
        firstName = Self.pick(Self.firstNames, &random)
        lastName = Self.pick(Self.lastNames, &random)
        number = random.below(9000) + 1000
        // Numbers that are set aside for fiction.
        let digits = String(random.below(1000))
        phone = "0491570" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
        street = "\(random.below(240) + 1) \(Self.pick(Self.streets, &random)) Street"
        place = Self.pick(Self.places, &random)
    }

    var fullName: String { "\(firstName) \(lastName)" }
    var email: String { "\(firstName).\(lastName).\(number)@example.com".lowercased() }

    private static func pick<Element>(_ list: [Element], _ random: inout SeededRandom) -> Element {
        list[random.below(list.count)]
    }

    private static let firstNames = [
        "Ada", "Alan", "Amara", "Arjun", "Beatriz", "Ben", "Chloe", "Daniel", "Elena", "Emeka", "Fatima", "Grace",
        "Hiro", "Isla", "Jack", "Kavya", "Leo", "Mai", "Mateo", "Noah", "Olivia", "Priya", "Ruby", "Sam", "Tala",
        "Thomas", "Uma", "Viktor", "Wei", "Yara", "Zoe", "Zahra",
    ]
    private static let lastNames = [
        "Abbott", "Baker", "Campbell", "Chen", "Cooper", "Diaz", "Evans", "Fraser", "Garcia", "Hughes", "Ito",
        "Jones", "Kelly", "Kumar", "Lee", "Martin", "Mbeki", "Murphy", "Nguyen", "Novak", "Okafor", "Papadopoulos",
        "Quinn", "Roberts", "Singh", "Smith", "Taylor", "Tran", "Walker", "Wilson", "Young", "Zhang",
    ]
    private static let streets = [
        "Acacia", "Bridge", "Church", "Elizabeth", "George", "Harbour", "High", "King", "Market", "Park", "Queen",
        "Railway", "Station", "Victoria", "Wattle", "William",
    ]
    private static let places = [
        Place(city: "Melbourne", state: "VIC", postcode: "3000"),
        Place(city: "Geelong", state: "VIC", postcode: "3220"),
        Place(city: "Sydney", state: "NSW", postcode: "2000"),
        Place(city: "Newcastle", state: "NSW", postcode: "2300"),
        Place(city: "Brisbane", state: "QLD", postcode: "4000"),
        Place(city: "Cairns", state: "QLD", postcode: "4870"),
        Place(city: "Perth", state: "WA", postcode: "6000"),
        Place(city: "Adelaide", state: "SA", postcode: "5000"),
        Place(city: "Hobart", state: "TAS", postcode: "7000"),
        Place(city: "Darwin", state: "NT", postcode: "0800"),
    ]
}
