import Contracts

/// That somebody looked at a provision's quality: who, when, until when, against what, and on which evidence.
public struct Assurance: Sendable, Equatable {
    /// Who assured it: a service of the authority, never a person's address.
    public var assurer: String
    /// Against which standard.
    public var standard: String
    /// When.
    public var assuredOn: CalendarDate
    /// Last day on which it counts.
    public var until: CalendarDate
    /// What was seen.
    public var evidence: [Evidence]
    /// Subject of the coordinator's token, or ``file``.
    public var recordedBy: String

    /// One thing that was seen.
    public struct Evidence: Sendable, Equatable {
        /// An ``EvidenceKind``.
        public var kind: String
        /// When it was seen.
        public var seenOn: CalendarDate

        /// From its parts.
        public init(kind: String, seenOn: CalendarDate) {
            self.kind = kind
            self.seenOn = seenOn
        }
    }

    /// Who recorded what the directory file says.
    public static let file = "file"

    /// `nil` where a date cannot be read: what is not certain does not count.
    init?(_ assured: ProvisionAssured) {
        guard let assuredOn = CalendarDate(assured.assuredOn), let until = CalendarDate(assured.until) else {
            return nil
        }
        self.assurer = assured.assurer
        self.standard = assured.standard
        self.assuredOn = assuredOn
        self.until = until
        evidence = assured.evidence.compactMap { seen in
            CalendarDate(seen.seenOn).map { Evidence(kind: seen.kind, seenOn: $0) }
        }
        recordedBy = assured.recordedBy
    }

    static func byFile(until: CalendarDate, id: String, today: CalendarDate) -> ProvisionAssured {
        var assured = ProvisionAssured()
        (assured.provisionID, assured.assurer) = (id, "The authority's directory file")
        (assured.standard, assured.recordedBy) = ("As recorded by the authority", file)
        (assured.assuredOn, assured.until) = (today.description, until.description)
        return assured
    }
}

/// What somebody who assures a provision has seen.
public enum EvidenceKind: String, Coded {
    case visit, policies
    case safeguardingCheck = "safeguarding_check"
    case insurance
    case saferRecruitment = "safer_recruitment"
    case healthAndSafety = "health_and_safety"
    case outcomes, other

    /// As people say it.
    public var words: String {
        switch self {
        case .visit: "a visit"
        case .policies: "policies"
        case .safeguardingCheck: "safeguarding"
        case .insurance: "insurance"
        case .saferRecruitment: "safer recruitment"
        case .healthAndSafety: "health and safety"
        case .outcomes: "outcomes"
        case .other: "something else"
        }
    }
}

/// An assurance as posted: codes and dates still text.
public struct AssuranceDraft: Sendable, Equatable {
    /// Who assured it, as a service or role.
    public var assurer: String
    /// Against which standard.
    public var standard: String
    /// ISO 8601 date, today or earlier.
    public var assuredOn: String
    /// ISO 8601 date, ``mostYears`` later at most.
    public var until: String
    /// What was seen, one at least.
    public var evidence: [Seen]

    /// One thing that was seen, as posted.
    public struct Seen: Sendable, Equatable {
        /// An ``EvidenceKind``.
        public var kind: String
        /// ISO 8601 date, today or earlier.
        public var on: String

        /// From its parts.
        public init(kind: String, on: String) {
            self.kind = kind
            self.on = on
        }
    }

    /// An assurance is looked at again after so many years.
    public static let mostYears = 3

    /// From its parts.
    public init(assurer: String, standard: String, assuredOn: String, until: String, evidence: [Seen]) {
        self.assurer = assurer
        self.standard = standard
        self.assuredOn = assuredOn
        self.until = until
        self.evidence = evidence
    }

    /// Everything that is wrong with it; empty when nothing is.
    /// - Parameter today: the day in the United Kingdom.
    public func problems(today: CalendarDate) -> [RuleProblem] {
        var check = FieldCheck()
        check.text(assurer, "/assurer", limit: 200)
        check.text(standard, "/standard", limit: 500)
        let assuredDay = check.pastDate(assuredOn, "/assured_on", today: today)
        if let last = check.date(until, "/until"), let assuredDay {
            let most = assuredDay.adding(days: Self.mostYears * 366)
            if last <= assuredDay { check.add("/until", "out_of_range", "After the day it was assured on.") }
            if last > most { check.add("/until", "out_of_range", "At most \(Self.mostYears) years later.") }
        }
        if evidence.isEmpty { check.add("/evidence", "required", "What was seen, and when: at least one.") }
        if evidence.count > 20 { check.add("/evidence", "too_many", "At most 20 entries.") }
        for (index, seen) in evidence.enumerated() {
            check.code(seen.kind, "/evidence/\(index)/kind", EvidenceKind.self)
            check.pastDate(seen.on, "/evidence/\(index)/seen_on", today: today)
        }
        return check.problems
    }

    func assured(id: String, by subject: String, today: CalendarDate) throws(RuleViolation) -> ProvisionAssured {
        let problems = problems(today: today)
        try RuleViolation.demandNone(problems)
        var assured = ProvisionAssured()
        (assured.provisionID, assured.assurer, assured.standard) = (id, assurer, standard)
        (assured.assuredOn, assured.until, assured.recordedBy) = (assuredOn, until, subject)
        assured.evidence = evidence.map {
            var seen = AssuranceEvidence()
            (seen.kind, seen.seenOn) = ($0.kind, $0.on)
            return seen
        }
        return assured
    }
}
