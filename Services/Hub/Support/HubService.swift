import Contracts

/// One of the five services, as the operator knows it.
struct HubService: Sendable, Hashable {
    /// The executable: `referral-intake`.
    let name: String
    /// The topic it writes, if any.
    let topic: Topic?
    /// Whether it opens sealed details.
    let readsDetails: Bool
    /// Whether children come in through it.
    let createsKeys: Bool
    /// Whether it shows people who has looked at a child's details.
    var readsAccessLog = false

    /// Its schema and login role, which have the same name: `referral_intake`.
    var schema: String { name.replacing("-", with: "_") }

    static let all = [
        HubService(name: "referral-intake", topic: .referrals, readsDetails: true, createsKeys: true),
        HubService(
            name: "locality-router", topic: .cases, readsDetails: true, createsKeys: false, readsAccessLog: true),
        HubService(name: "placement-matcher", topic: .placements, readsDetails: true, createsKeys: false),
        HubService(name: "notifier", topic: .notifications, readsDetails: false, createsKeys: false),
        HubService(name: "portal", topic: nil, readsDetails: false, createsKeys: false),
    ]

    /// The service of that name, said with dashes or underscores.
    static func named(_ name: String) throws(Failure) -> HubService {
        let wanted = name.replacing("_", with: "-")
        guard let service = all.first(where: { $0.name == wanted }) else {
            throw Failure("There is no service “\(name)”.", "One of: \(all.map(\.name).joined(separator: ", "))")
        }
        return service
    }

    /// The one service that writes the topic.
    static func writer(of topic: Topic) throws(Failure) -> HubService {
        guard let service = all.first(where: { $0.topic == topic }) else {
            throw Failure("Nobody writes the topic \(topic.rawValue).")
        }
        return service
    }
}
