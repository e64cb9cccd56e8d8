/// A service of the hub that pages are made of.
enum HubService: String, Sendable, CaseIterable {
    case intake, router, matcher, notifier

    /// What people are told is not there at the moment.
    var whatItKnows: String {
        switch self {
        case .intake: "Referrals as they were sent"
        case .router: "Cases, meetings and plans"
        case .matcher: "Placements and providers"
        case .notifier: "What was sent to whom"
        }
    }

    /// The setting that says where it is.
    var setting: String { "\(rawValue).url" }

    /// Where it is on one machine.
    var usualURL: String {
        switch self {
        case .intake: "http://127.0.0.1:8081"
        case .router: "http://127.0.0.1:8082"
        case .matcher: "http://127.0.0.1:8083"
        case .notifier: "http://127.0.0.1:8084"
        }
    }
}
