import ServiceKit

/// Somebody who uses the portal, as whoever signed them in describes them.
struct Person: Sendable, Equatable {
    let subject: String
    let displayName: String
    let organisation: String
    /// What they may be here; never empty.
    let roles: Set<Role>
    /// For agencies: education, health, police, …
    let agencyKind: String?
    /// Whose queues a coordinator works.
    let localities: [String]

    /// For whoever has a role that looks at localities, and none to look at.
    static let noLocality = Problem.forbidden(
        code: "no_locality", "No locality has been named for you. Ask whoever gave you access.")

    init(
        subject: String, displayName: String, organisation: String, roles: Set<Role>, agencyKind: String? = nil,
        localities: [String] = []
    ) {
        self.subject = subject
        self.displayName = displayName
        self.organisation = organisation
        self.roles = roles
        self.agencyKind = agencyKind
        self.localities = localities
    }
}
