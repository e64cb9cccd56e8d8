public import Contracts

/// What is counted of one closed case: codes alone. No child, no agency, no words.
public struct ClosedCase: Sendable, Equatable {
    /// ONS district code, `out_of_area` or `unrouted`: where it was closed.
    public var locality: String
    /// Code of a ``CaseOutcome``; empty while the case is open.
    public var outcome = ""
    /// Graduated Pathway, 1 to 4; 0 when not known.
    public var level: Int
    /// Code of a key stage; empty when not known.
    public var phase: String
    /// Code of the primary ``SendNeed``; empty when not known.
    public var need: String
    /// N, K or E; empty when not known.
    public var provision: String
    /// School days out of education when the referral was made.
    public var daysOut: Int
    /// Codes of ``CaseClockKind`` that ran at any time.
    public var clocksRun: Set<String> = []
    /// Those of which one ran out.
    public var clocksMissed: Set<String> = []

    /// Of a case that is opened.
    public init(_ facts: CodedFacts, locality: String, clocks: [CaseClock]) {
        self.init(locality: locality, level: 0, phase: "", need: "", provision: "", daysOut: 0)
        take(facts)
        take(clocks)
    }

    /// From its parts.
    public init(
        locality: String, outcome: String = "", level: Int, phase: String, need: String, provision: String,
        daysOut: Int, clocksRun: Set<String> = [], clocksMissed: Set<String> = []
    ) {
        self.locality = locality
        self.outcome = outcome
        self.level = level
        self.phase = phase
        self.need = need
        self.provision = provision
        self.daysOut = daysOut
        self.clocksRun = clocksRun
        self.clocksMissed = clocksMissed
    }

    /// Takes in what happened after it was opened.
    public mutating func take(_ event: CaseEvent) {
        switch event {
        case .amended(let amended) where amended.hasFacts && amended.isOfOpener: take(amended.facts)
        case .rerouted(let rerouted): locality = rerouted.locality
        case .levelChanged(let changed): level = Int(changed.toLevel)
        case .reopened: outcome = ""
        case .decided(let decided) where decided.closes: close(as: decided.outcome)
        case .closed(let closed): close(as: closed.outcome)
        default: break
        }
        if let clocks = event.clocks { take(clocks) }
    }

    /// What is closed stays closed until it is reopened; only that it should never have been there is said later.
    private mutating func close(as outcome: String) {
        if self.outcome.isEmpty || outcome == CaseOutcome.enteredInError.code { self.outcome = outcome }
    }

    private mutating func take(_ facts: CodedFacts) {
        level = Int(facts.level)
        phase = facts.keyStage.code
        need = facts.needs.first ?? ""
        provision = facts.sendProvision.code
        daysOut = Int(facts.daysOutOfSchool)
    }

    private mutating func take(_ clocks: [CaseClock]) {
        clocksRun.formUnion(clocks.map(\.kind))
        clocksMissed.formUnion(clocks.filter(\.breached).map(\.kind))
    }
}

extension CaseAmended {
    /// Whether it speaks of the referral the case was opened for.
    public var isOfOpener: Bool { amendedReferralID.isEmpty || amendedReferralID == referralID }
}
