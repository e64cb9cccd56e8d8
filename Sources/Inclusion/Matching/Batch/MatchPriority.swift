public import Contracts

/// Whether the authority itself has to see to a child's education.
public enum PriorityClass: String, Coded, Comparable {
    /// Permanently excluded (Education Act 1996, section 19), with an education, health and care plan (Children and Families
    /// Act 2014, section 42), or in care (Children Act 1989, section 22).
    case statutoryDuty = "statutory_duty"
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .statutoryDuty: "with a statutory duty"
        case .other: "without a statutory duty"
        }
    }

    /// The class of a child with these facts.
    public init(_ facts: CodedFacts) {
        let duty = facts.permanentlyExcluded || facts.sendProvision == .ehcp || facts.statutory.childInCare
        self = duty ? .statutoryDuty : .other
    }

    /// Whoever goes first is less.
    public static func < (left: PriorityClass, right: PriorityClass) -> Bool {
        left == .statutoryDuty && right == .other
    }
}

/// When a child has its turn: statutory duty first, then days out of school (domain section 7), then who asked earlier. At a
/// provision where a child has a brother or sister, it goes before those of its class and days who have none there. What
/// is equal then goes by id, so that there is always an order.
public struct MatchPriority: Sendable, Hashable, Comparable {
    /// Statutory duty or not.
    public var priorityClass: PriorityClass
    /// School days out of education; more go first.
    public var daysOutOfSchool: Int
    /// When the place was asked for; `nil`, when that is not known, goes last.
    public var requestedOn: CalendarDate?

    /// From its parts.
    public init(_ priorityClass: PriorityClass, daysOutOfSchool: Int = 0, requestedOn: CalendarDate? = nil) {
        self.priorityClass = priorityClass
        self.daysOutOfSchool = daysOutOfSchool
        self.requestedOn = requestedOn
    }

    /// Of a child with these facts.
    public init(_ facts: CodedFacts, requestedOn: CalendarDate? = nil) {
        self.init(
            PriorityClass(facts), daysOutOfSchool: Int(facts.daysOutOfSchool), requestedOn: requestedOn)
    }

    /// Whoever goes first is less.
    public static func < (left: MatchPriority, right: MatchPriority) -> Bool {
        if !left.isLevel(with: right) {
            return left.priorityClass == right.priorityClass
                ? left.daysOutOfSchool > right.daysOutOfSchool : left.priorityClass < right.priorityClass
        }
        return left.askedOn < right.askedOn
    }

    /// Equal by class and days: a sibling decides before who asked earlier.
    func isLevel(with other: MatchPriority) -> Bool {
        priorityClass == other.priorityClass && daysOutOfSchool == other.daysOutOfSchool
    }

    private var askedOn: Int { requestedOn?.dayNumber ?? .max }
}

/// Why one child has its turn before another at a provision.
public enum TurnReason: String, Coded {
    case statutoryDuty = "statutory_duty"
    case longerOutOfSchool = "longer_out_of_school"
    case siblingThere = "sibling_there"
    case askedEarlier = "asked_earlier"
    case orderOfIds = "order_of_ids"
    /// It has not: it has the place because all together are better off so.
    case betterForAll = "better_for_all"

    /// As people say it, after a number of children.
    public var words: String {
        switch self {
        case .statutoryDuty: "with a statutory duty"
        case .longerOutOfSchool: "longer out of school"
        case .siblingThere: "with a brother or sister there"
        case .askedEarlier: "who asked earlier"
        case .orderOfIds: "equal in everything, and first by id"
        case .betterForAll: "by which all together are better placed"
        }
    }
}
