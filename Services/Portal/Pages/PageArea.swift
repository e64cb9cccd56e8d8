import ServiceKit

/// What the menu leads to.
enum PageArea: String, Sendable, CaseIterable {
    case queue, meetings, actions, placements, outcomes, themes
    case referrals
    case requests, children, capacity, directory
    case access

    var words: String {
        switch self {
        case .queue: "Queue"
        case .meetings: "Meetings"
        case .actions: "Actions"
        case .themes: "Themes"
        case .placements: "Places"
        case .referrals: "My referrals"
        case .requests: "Requests"
        case .children: "Our children"
        case .capacity: "Our places"
        case .directory: "Our entry"
        case .outcomes: "Outcomes"
        case .access: "Who has looked"
        }
    }

    var address: String { self == .queue ? "/" : "/\(rawValue)" }

    /// Whose it is.
    var roles: Set<Role> {
        switch self {
        case .queue, .actions, .placements: [.coordinator]
        case .meetings: [.coordinator, .forumMember]
        case .themes: [.coordinator, .board]
        case .referrals: [.agency]
        case .requests, .children, .capacity, .directory: [.provider]
        case .outcomes: [.board]
        case .access: [.dpo]
        }
    }

    /// The menu of somebody.
    static func parts(for person: Person, at place: PageArea?) -> [PagePart] {
        allCases.filter { !$0.roles.isDisjoint(with: person.roles) }.map {
            PagePart(link: PageLink(address: $0.address, words: $0.words), isCurrent: $0 == place)
        }
    }

    /// Where somebody begins the day.
    static func home(of person: Person) -> PageArea? { allCases.first { !$0.roles.isDisjoint(with: person.roles) } }
}
