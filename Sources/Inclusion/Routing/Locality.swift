/// Where a case is worked on: a district of the county, or one of the two named queues.
public struct Locality: Sendable, Hashable {
    /// ONS district code, `out_of_area` or `unrouted`.
    public let code: String
    /// As people say it.
    public let name: String
    /// Who owns its queue, in words.
    public let owner: String

    /// From its parts.
    public init(code: String, name: String, owner: String) {
        self.code = code
        self.name = name
        self.owner = owner
    }

    /// The six districts of Gloucestershire: the default localities.
    public static let gloucestershire = [
        Locality(district: "E07000078", name: "Cheltenham"),
        Locality(district: "E07000079", name: "Cotswold"),
        Locality(district: "E07000080", name: "Forest of Dean"),
        Locality(district: "E07000081", name: "Gloucester"),
        Locality(district: "E07000082", name: "Stroud"),
        Locality(district: "E07000083", name: "Tewkesbury"),
    ]

    /// The child lives outside the county. A queue with an owner, never a refusal.
    public static let outOfArea = Locality(
        code: "out_of_area", name: "Out of area", owner: "The coordinator for children from outside the county")

    /// Nobody knows yet where the child lives. A queue with an owner, never a refusal.
    public static let unrouted = Locality(
        code: "unrouted", name: "Not known where", owner: "The coordinator for referrals without a known place")

    /// The default localities and the two named queues.
    public static let all = gloucestershire + [outOfArea, unrouted]

    /// The locality of that code among the defaults; `nil` when there is none.
    public init?(code: String) {
        guard let locality = Self.all.first(where: { $0.code == code }) else { return nil }
        self = locality
    }

    private init(district code: String, name: String) {
        self.init(code: code, name: name, owner: "The coordinator for \(name)")
    }
}
