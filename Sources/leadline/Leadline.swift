import LeadlineCore
@main struct Main { static func main() { print(version()) } }
