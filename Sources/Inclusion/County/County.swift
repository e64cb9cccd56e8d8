public import Contracts

/// What a county says about itself: where cases are worked on, who meets when, who sees what, and when there is school.
/// Versioned data; a change is a new version.
public struct County: Sendable, Equatable {
    /// Whose data it is.
    public let name: String
    /// Counts up with every change.
    public let version: Int
    /// Where cases are worked on; a postcode in any other district is out of area.
    public let localities: [Locality]
    /// The groups of settings that meet as a Team Around the Locality Cluster.
    public let clusters: [Cluster]
    /// Every forum of every locality, with its calendar.
    public let forums: [ForumCalendar]
    /// Terms, closures and further holidays.
    public let calendar: SchoolCalendar

    /// From its parts.
    public init(
        name: String, version: Int, localities: [Locality], clusters: [Cluster], forums: [ForumCalendar],
        calendar: SchoolCalendar
    ) {
        self.name = name
        self.version = version
        self.localities = localities
        self.clusters = clusters
        self.forums = forums
        self.calendar = calendar
    }

    /// Name and version, such as `gloucestershire/1`.
    public var label: String { "\(name)/\(version)" }

    /// The locality of that code: one of the county's, or one of the two named queues; `nil` when there is none.
    public func locality(code: String) -> Locality? { book[code] }

    /// Its localities and the two named queues.
    public var book: LocalityBook { LocalityBook(localities) }

    /// The calendar of a forum in a locality; `nil` when it does not meet there.
    public func forum(_ forum: Forum, in locality: String) -> ForumCalendar? {
        forums.first { $0.forum == forum && $0.locality == locality }
    }

    /// The clusters of a locality.
    public func clusters(in locality: String) -> [Cluster] { clusters.filter { $0.locality == locality } }
}

/// The settings of a locality that meet as a Team Around the Locality Cluster.
public struct Cluster: Sendable, Equatable {
    /// Stable for ever, such as `gloucester-city`.
    public let id: String
    /// As people say it.
    public let name: String
    /// Code of its locality.
    public let locality: String
    /// Its settings: a URN of six digits, or the establishment's name where it has none.
    public let schools: [String]

    /// From its parts.
    public init(id: String, name: String, locality: String, schools: [String]) {
        self.id = id
        self.name = name
        self.locality = locality
        self.schools = schools
    }
}
