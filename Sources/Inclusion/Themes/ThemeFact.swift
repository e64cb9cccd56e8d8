public import Contracts
public import FoundationEssentials

/// What themes know of one case: codes and days. No child, no agency's name, no words.
public struct ThemeFact: Sendable, Equatable {
    /// ONS district code, `out_of_area` or `unrouted`.
    public var locality: String
    /// Code of a ``SendNeed``; empty when not known.
    public var need: String
    /// What it was most pressing about.
    public var concern: ThemeConcern
    /// Code of a key stage; empty when not known.
    public var phase: String
    /// 1 to 4; 0 when not known.
    public var level: Int
    /// Code of an agency kind; empty when not known.
    public var source: String
    /// When its case was opened.
    public var openedAt: Date
    /// When anything was decided first; `nil` when nothing was before the term ended.
    public var decidedAt: Date?
    /// Whether a search for a place ended without one.
    public var placeNotFound = false
    /// Whether it was decided that the level for help was not reached.
    public var thresholdNotMet = false

    /// Of a case that is opened.
    public init(_ facts: CodedFacts, from kind: AgencyKind, locality: String, openedAt: Date) {
        self.init(
            locality: locality, need: facts.needs.first ?? "", concern: .of(facts), phase: facts.keyStage.code,
            level: Int(facts.level), source: kind.code, openedAt: openedAt)
    }

    /// From its parts.
    public init(
        locality: String, need: String, concern: ThemeConcern, phase: String, level: Int, source: String,
        openedAt: Date, decidedAt: Date? = nil, placeNotFound: Bool = false, thresholdNotMet: Bool = false
    ) {
        self.locality = locality
        self.need = need
        self.concern = concern
        self.phase = phase
        self.level = level
        self.source = source
        self.openedAt = openedAt
        self.decidedAt = decidedAt
        self.placeNotFound = placeNotFound
        self.thresholdNotMet = thresholdNotMet
    }

    /// Code of its value in a dimension, of a case that was opened in `term`; one of the dimension's values, whatever the
    /// case says.
    func value(_ dimension: ThemeDimension, in term: ReportingTerm, _ calendar: WorkingDays) -> String {
        let code =
            switch dimension {
            case .need: need
            case .concern: concern.code
            case .phase: phase
            case .level: String(level)
            case .source: source
            case .unmet: unmet(in: term, calendar).code
            case .waiting: WaitingBand(days: waitingDays(calendar)).code
            }
        return dimension.values.contains { $0.code == code } ? code : ThemeValue.notKnown.code
    }

    /// Working days from opening to the first decision; `nil` while there is none.
    func waitingDays(_ calendar: WorkingDays) -> Int? {
        decidedAt.map { decided in
            let (first, last) = (LondonTime.day(of: openedAt), LondonTime.day(of: decided))
            guard first < last else { return 0 }
            return (first.dayNumber + 1...last.dayNumber).count {
                calendar.isWorkingDay(CalendarDate(dayNumber: $0))
            }
        }
    }

    private func unmet(in term: ReportingTerm, _ calendar: WorkingDays) -> UnmetDemand {
        if placeNotFound { return .placeNotFound }
        if thresholdNotMet { return .thresholdNotMet }
        var clocks = Clocks.standard
        clocks.workingDays = calendar
        let end = LondonTime(date: term.to.adding(days: 1), secondOfDay: 0).instant
        return clocks.decideBy(from: openedAt) < decidedAt ?? end ? .decidedLate : .none
    }
}

extension ThemeConcern {
    /// The first that holds of what a referral says in codes.
    public static func of(_ facts: CodedFacts) -> ThemeConcern {
        if facts.permanentlyExcluded { return .permanentlyExcluded }
        if facts.daysOutOfSchool > 0 { return .outOfSchool }
        if facts.mentalHealthNeed { return .mentalHealth }
        return facts.apRequested ? .alternativeProvision : .other
    }
}
