/// Who hears of something, as the API and events name them.
enum Audience: String, Sendable, CaseIterable {
    case referrer, coordinator, provider
}

/// Whom a mail is for.
enum Recipient: Hashable, Sendable {
    /// The agency that made the referral.
    case referrer
    /// Whoever works the queue of a locality: a district code, `out_of_area` or `unrouted`.
    case coordinator(locality: String)
    /// A provider of alternative provision, by its organisation's id.
    case provider(String)

    var audience: Audience {
        switch self {
        case .referrer: .referrer
        case .coordinator: .coordinator
        case .provider: .provider
        }
    }
}

/// That somebody is to be told something: which words, for whom.
struct Notice: Hashable, Sendable {
    let template: MailTemplate
    let recipient: Recipient
    /// By when a provider is asked to answer, as the event said it (RFC 3339).
    var answerBy: String?
}
