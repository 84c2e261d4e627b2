package import LeadlineLanguage

/// What may be written to a target.
package struct WriteRules: Sendable {
    package enum Consent: String, Sendable, CaseIterable {
        /// Nothing is ever written.
        case deny
        /// A person is asked; where nobody can be, writes must have been allowed beforehand.
        case ask
        case allow
    }

    package var consent: Consent
    /// Every write must fit one of them; none: no guard is set.
    package var guards: [WriteGuard]

    package init(consent: Consent, guards: [WriteGuard] = []) {
        self.consent = consent
        self.guards = guards
    }

    /// Of a target where nothing can be broken.
    package static let free = WriteRules(consent: .allow)
}

/// `only leads where source = leadline-test`
package struct WriteGuard: Sendable {
    package var collection: String
    /// Holds of every document that may be made, changed or deleted; nil: any document of the collection.
    package var condition: Predicate?
    /// As it is written.
    package var text: String

    package init(collection: String, condition: Predicate?, text: String) {
        self.collection = collection
        self.condition = condition
        self.text = text
    }
}
