import Testing

/// What a `where` asks of the server, beyond what its vectors say.
@Suite struct WhereTests {
    /// Behind `not_equals` a list of one would mean nearly every document.
    @Test(arguments: [
        ("fuelType = Diesel", "where[fuelType][equals]=Diesel"),
        ("fuelType != Diesel", "where[fuelType][not_equals]=Diesel"),
        ("searches > 2", "where[searches][greater_than]=2"),
        ("searches <= {{two}}", "where[searches][less_than_equal]=2"),
        ("fuelType = [Diesel]", "where[fuelType][equals][0]=Diesel"),
        ("fuelType in [Diesel]", "where[fuelType][in][0]=Diesel"),
    ]) func `a word beside a list is one of its elements`(_ predicate: String, _ query: String) throws {
        let shown = try SessionBench().shown("let two=2; use drivly; explain delete leads where \(predicate)")
        #expect(shown.contains("?\(query)\n"), "\(shown)")
    }
}
