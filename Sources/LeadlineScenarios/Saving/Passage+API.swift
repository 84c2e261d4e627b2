import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension Passage {
    /// The API that the request went to, or that was chosen.
    func api(in catalog: APILibrary) -> API? {
        guard let name = exchange?.apiName ?? api, let command else { return nil }
        return try? catalog.api(named: Located(name, command.location))
    }
}
