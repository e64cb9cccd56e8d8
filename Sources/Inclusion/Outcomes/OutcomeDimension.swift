import Contracts

/// One of the ways in which closed cases are counted. Every case has exactly one value of each.
public enum OutcomeDimension: Sendable, Hashable {
    case outcome, daysOut, level, provision, need
    /// Whether clocks of that kind were kept.
    case clock(CaseClockKind)

    /// As people say it.
    public var words: String {
        switch self {
        case .outcome: "outcome"
        case .daysOut: "school days out of education"
        case .level: "level of the Graduated Pathway"
        case .provision: "special educational provision"
        case .need: "primary need"
        case .clock(let kind): kind.shortWords
        }
    }

    /// Its values in the order in which they are shown; what is not known comes last.
    public var values: [ThemeValue] {
        switch self {
        case .outcome:
            CaseOutcome.allCases.filter { $0 != .enteredInError }.map { ThemeValue($0.code, $0.words) } + [.notKnown]
        case .daysOut: DaysOutBand.allCases.map(ThemeValue.init)
        case .level: LevelBand.allCases.map(ThemeValue.init) + [.notKnown]
        case .provision:
            ["N", "K", "E"].compactMap { code in
                SendProvision(code: code).map { ThemeValue(code, $0.words) }
            } + [.notKnown]
        case .need: SendNeed.allCases.map(ThemeValue.init) + [.notKnown]
        case .clock: ClockResult.allCases.map(ThemeValue.init)
        }
    }

    /// Code of a case's value; one of ``values``, whatever the case says.
    func value(of closed: ClosedCase) -> String {
        let code =
            switch self {
            case .outcome: closed.outcome
            case .daysOut: DaysOutBand(days: closed.daysOut).code
            case .level: LevelBand(level: closed.level)?.code ?? ""
            case .provision: closed.provision
            case .need: closed.need
            case .clock(let kind): ClockResult(kind, of: closed).code
            }
        return values.contains { $0.code == code } ? code : ThemeValue.notKnown.code
    }

    /// The table of some closed cases.
    public func table(of cases: [ClosedCase]) -> CountTable { CountTable(values, of: cases.map(value)) }
}

/// What became of the clocks of a kind in a case.
public enum ClockResult: String, Coded {
    case kept, missed, none

    /// As people say it.
    public var words: String {
        switch self {
        case .kept: "kept"
        case .missed: "ran out"
        case .none: "did not run"
        }
    }

    init(_ kind: CaseClockKind, of closed: ClosedCase) {
        self =
            closed.clocksMissed.contains(kind.code) ? .missed : closed.clocksRun.contains(kind.code) ? .kept : .none
    }
}

/// The lower and the upper half of the Graduated Pathway.
public enum LevelBand: String, Coded {
    case lower = "1_to_2"
    case upper = "3_to_4"

    /// As people say it.
    public var words: String { self == .lower ? "level 1 or 2" : "level 3 or 4" }

    init?(level: Int) {
        switch level {
        case 1...2: self = .lower
        case 3...4: self = .upper
        default: return nil
        }
    }
}

/// How many school days a child was out of education. From the 6th on full-time education is due.
public enum DaysOutBand: String, Coded {
    case none
    case upTo5 = "1_to_5"
    case upTo15 = "6_to_15"
    case over15 = "over_15"

    /// As people say it.
    public var words: String {
        switch self {
        case .none: "none"
        case .upTo5: "1 to 5"
        case .upTo15: "6 to 15"
        case .over15: "more than 15"
        }
    }

    init(days: Int) {
        switch days {
        case ...0: self = .none
        case ...5: self = .upTo5
        case ...15: self = .upTo15
        default: self = .over15
        }
    }
}

extension CaseClockKind {
    /// What it waits for, in two or three words.
    public var shortWords: String {
        switch self {
        case .acknowledge: "acknowledging"
        case .triage: "deciding or listing"
        case .information: "an agency’s answer"
        case .papers: "papers for a meeting"
        case .forum: "a forum’s meeting"
        case .plan: "beginning a plan"
        case .start: "starting in a place"
        case .review: "a review"
        case .fullTimeEducation: "full-time education"
        }
    }
}
