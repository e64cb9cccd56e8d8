public import Contracts

/// A provision's calendar as its provider posts it: all of it at once.
public struct CapacityDraft: Sendable, Equatable {
    /// So many places in these half days, between two days.
    public struct Rule: Sendable, Equatable {
        /// ISO 8601 date.
        public var from: String
        /// ISO 8601 date; `nil`: until further notice.
        public var to: String?
        /// `WeekSession` codes.
        public var sessions: [String]
        /// How many children at once.
        public var places: Int
        /// Key stage codes; empty: all.
        public var keyStages: [String]
        /// `SendNeed` codes; empty: all.
        public var needs: [String]

        /// From its parts.
        public init(
            from: String, to: String? = nil, sessions: [String], places: Int, keyStages: [String] = [],
            needs: [String] = []
        ) {
            self.from = from
            self.to = to
            self.sessions = sessions
            self.places = places
            self.keyStages = keyStages
            self.needs = needs
        }
    }

    /// Days without children, both included.
    public struct Closing: Sendable, Equatable {
        /// ISO 8601 date.
        public var from: String
        /// ISO 8601 date.
        public var to: String
        /// A `ClosureReason`.
        public var reason: String

        /// From its parts.
        public init(from: String, to: String, reason: String) {
            self.from = from
            self.to = to
            self.reason = reason
        }
    }

    /// Rules for the same half day add up.
    public var rules: [Rule]
    /// Days on which it is closed though there is school.
    public var closures: [Closing]

    /// From its parts.
    public init(rules: [Rule], closures: [Closing] = []) {
        self.rules = rules
        self.closures = closures
    }

    /// The most of each, and the most children in one rule.
    static let most = (rules: 50, closures: 200, places: 1000)

    /// Everything that is wrong with it; empty when nothing is.
    public func problems() -> [RuleProblem] {
        var check = FieldCheck()
        if rules.count > Self.most.rules { check.add("/rules", "too_many", "At most \(Self.most.rules) entries.") }
        if closures.count > Self.most.closures {
            check.add("/closures", "too_many", "At most \(Self.most.closures) entries.")
        }
        for (index, rule) in rules.enumerated() { Self.check(rule, "/rules/\(index)", &check) }
        for (index, closing) in closures.enumerated() {
            check.days(closing.from, closing.to, "/closures/\(index)")
            check.code(closing.reason, "/closures/\(index)/reason", ClosureReason.self)
        }
        if check.problems.isEmpty { checkOverlaps(&check) }
        return check.problems
    }

    private static func check(_ rule: Rule, _ pointer: String, _ check: inout FieldCheck) {
        check.days(rule.from, rule.to, pointer)
        check.number(rule.places, "\(pointer)/places", 0...most.places)
        if rule.sessions.isEmpty { check.add("\(pointer)/sessions", "required", "One of: \(WeekSession.allCodes).") }
        check.once(rule.sessions, "\(pointer)/sessions") { check, text, pointer in
            check.code(text, pointer, WeekSession.self)
        }
        check.once(rule.keyStages, "\(pointer)/key_stages") { check, text, pointer in
            if KeyStage(code: text) == nil {
                check.add(pointer, "not_allowed", "One of: early_years, ks1, ks2, ks3, ks4, ks5.")
            }
        }
        check.once(rule.needs, "\(pointer)/needs") { check, text, pointer in
            check.code(text, pointer, SendNeed.self)
        }
    }

    /// On the first day of each rule, since only there their number grows.
    private func checkOverlaps(_ check: inout FieldCheck) {
        let rules = CapacityCalendar(message(for: "", of: "", by: ""), days: TeachingDays()).rules
        for (index, rule) in rules.enumerated() {
            let beside = rules.filter { $0.holds(on: rule.from) && !$0.sessions.isDisjoint(with: rule.sessions) }
            let most = rule.sessions.map { session in beside.count { $0.sessions.contains(session) } }.max() ?? 0
            if most > Seats.mostRules {
                check.add(
                    "/rules/\(index)", "too_many_at_once",
                    "At most \(Seats.mostRules) rules may hold for the same half day: put some together.")
            }
        }
    }

    /// As an event says it. Only of a draft without problems.
    public func message(for provision: String, of provider: String, by person: String) -> CapacitySet {
        var set = CapacitySet()
        set.provisionID = provision
        set.providerID = provider
        set.changedBy = person
        set.rules = rules.map { rule in
            var message = CapacityRule()
            message.from = rule.from
            message.to = rule.to ?? ""
            message.sessions = rule.sessions
            message.places = Int32(clamping: rule.places)
            message.keyStages = rule.keyStages.compactMap(KeyStage.init(code:))
            message.needs = rule.needs
            return message
        }
        set.closures = closures.map { closing in
            var message = Closure()
            message.from = closing.from
            message.to = closing.to
            message.reason = closing.reason
            return message
        }
        return set
    }
}

/// Why a provision is closed though there is school.
public enum ClosureReason: String, Coded {
    case holiday, training, building, other

    /// As people say it.
    public var words: String {
        switch self {
        case .holiday: "holiday"
        case .training: "staff training"
        case .building: "the building"
        case .other: "another reason"
        }
    }
}

extension FieldCheck {
    /// Two dates in their order; the second may be missing.
    fileprivate mutating func days(_ from: String, _ to: String?, _ pointer: String) {
        let first = date(from, "\(pointer)/from")
        guard let to else { return }
        if let first, let last = date(to, "\(pointer)/to"), last < first {
            add("\(pointer)/to", "out_of_range", "This must not be before “from”.")
        }
    }

    /// Codes, each once.
    fileprivate mutating func once(
        _ codes: [String], _ pointer: String, _ one: (inout FieldCheck, String, String) -> Void
    ) {
        for (index, code) in codes.enumerated() {
            one(&self, code, "\(pointer)/\(index)")
            if codes.prefix(index).contains(code) { add("\(pointer)/\(index)", "duplicate", "Each once.") }
        }
    }
}
