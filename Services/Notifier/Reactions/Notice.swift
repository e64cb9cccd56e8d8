/// Who hears of something, as the API and events name them.
enum Audience: String, Sendable, CaseIterable {
    case referrer, coordinator, provider
    case actionOwner = "action_owner"
}

/// Whom a mail is for.
enum Recipient: Hashable, Sendable {
    /// The agencies whose referrals are part of the case.
    case referrer
    /// The agency of one referral, by the referral's id.
    case referrerOf(String)
    /// Whoever works the queue of a locality: a district code, `out_of_area` or `unrouted`.
    case coordinator(locality: String)
    /// A provider of alternative provision, by its organisation's id.
    case provider(String)
    /// Whoever is to do what was agreed about a child, by its organisation's id.
    case actionOwner(String)

    var audience: Audience {
        switch self {
        case .referrer, .referrerOf: .referrer
        case .coordinator: .coordinator
        case .provider: .provider
        case .actionOwner: .actionOwner
        }
    }
}

/// That somebody is to be told something: which words, for whom.
struct Notice: Hashable, Sendable {
    let template: MailTemplate
    var recipient: Recipient
    /// By when somebody is asked to answer, as the event said it (RFC 3339).
    var answerBy: String?
    /// Code of the forum that looks at the case.
    var forum: String?
    /// When it does. ISO 8601 date.
    var meetsOn: String?
    /// Kind of the clock that runs out, or has.
    var clock: String?

    /// The same, where it is for coordinators, to those of that locality.
    func toCoordinators(of locality: String) -> Notice {
        guard case .coordinator = recipient else { return self }
        var notice = self
        notice.recipient = .coordinator(locality: locality)
        return notice
    }
}
