public import Contracts
import FoundationEssentials

/// Who has the next step in a case, since when, until when, and what it is.
public struct CaseBall: Sendable, Equatable {
    /// Who has it.
    public let holder: BallHolder
    /// RFC 3339, UTC; `nil` where no clock tells.
    public let since: String?
    /// By when. RFC 3339, UTC; `nil` when nothing is promised.
    public let until: String?
    /// What is waited for.
    public let reason: CaseReason
}

/// What a case waits for, as a clock says it, before and after it has run out.
public enum CaseReason: String, Coded {
    case acknowledge, triage, information, papers, forum, plan, start, review
    case fullTimeEducation = "full_time_education"
    case placement
    case acknowledgeLate = "acknowledge_late"
    case triageLate = "triage_late"
    case informationLate = "information_late"
    case papersLate = "papers_late"
    case forumLate = "forum_late"
    case planLate = "plan_late"
    case startLate = "start_late"
    case reviewLate = "review_late"
    case fullTimeEducationLate = "full_time_education_late"

    /// Why a clock has the ball where it is; `nil` for a kind of a later version.
    init?(_ clock: CaseClock) { self.init(rawValue: clock.breached ? "\(clock.kind)_late" : clock.kind) }

    /// As people say it.
    public var words: String {
        switch self {
        case .acknowledge: "Nobody has read it yet: acknowledge it."
        case .triage: "Decide, or list it for a forum."
        case .information: "An agency was asked, and is to answer."
        case .papers: "What the meeting's papers need is to be complete."
        case .forum: "The forum looks at it."
        case .plan: "A plan for the support is to begin."
        case .start: "The child is to start in the place that was found."
        case .review: "A review is to be held."
        case .fullTimeEducation: "The child is to have full-time education."
        case .placement: "A place is being looked for."
        case .acknowledgeLate: "Nobody acknowledged it in time."
        case .triageLate: "It was not decided in time."
        case .informationLate: "The agency did not answer in time: decide without."
        case .papersLate: "What the meeting's papers need did not come in time."
        case .forumLate: "The meeting's day has passed, and nothing is decided."
        case .planLate: "No plan for the support began in time."
        case .startLate: "The child should have started in the place by now."
        case .reviewLate: "No review was held in time."
        case .fullTimeEducationLate: "The child should have full-time education by now."
        }
    }
}

extension CaseBall {
    /// Who has the next step in a case in that state, by its clocks; `nil` once it is closed, unless its child's place goes on.
    /// - Parameter wantedStart: when the place that is looked for is wanted. RFC 3339, UTC.
    public init?(_ state: CaseState, _ clocks: [CaseClock], wantedStart: String? = nil) {
        switch state {
        case .closed:
            guard let kind = Self.ofPlace.first(where: { kind in clocks.contains { $0.known == kind } }) else {
                return nil
            }
            self.init(kind, clocks)
        case .open: self.init(.acknowledge, clocks)
        case .acknowledged, .inTriage: self.init(clocks.isToAcknowledge ? .acknowledge : .triage, clocks)
        case .needsInformation: self.init(.information, clocks)
        case .listed: self.init(.forum, clocks)
        case .awaitingPlacement: self.init(holder: .hub, since: nil, until: wantedStart, reason: .placement)
        case .decided: self.init(.plan, clocks)
        case .active: self.init(Self.active.first { kind in clocks.contains { $0.known == kind } } ?? .review, clocks)
        }
    }

    /// What support or a place waits for, the first of them first.
    private static let active: [CaseClockKind] = [.plan, .start]
    /// What a place waits for.
    private static let ofPlace: [CaseClockKind] = [.start, .review]

    private init(_ kind: CaseClockKind, _ clocks: [CaseClock]) {
        // Of several questions, the one that was not answered in time gives the ball back.
        let mine = clocks.filter { $0.known == kind }
        guard let clock = mine.first(where: \.breached) ?? mine.min(by: { $0.dueAt < $1.dueAt }) else {
            self.init(holder: kind.with, since: nil, until: nil, reason: CaseReason(rawValue: kind.code) ?? .triage)
            return
        }
        self.init(
            holder: BallHolder(rawValue: clock.with) ?? kind.with,
            since: clock.breached ? clock.dueAt : clock.startedAt, until: clock.isPaused ? nil : clock.dueAt,
            reason: CaseReason(clock) ?? .triage)
    }
}

extension [CaseClock] {
    /// Of those that run, the one that runs out, or ran out, first.
    public var nextDue: CaseClock? { filter { !$0.isPaused }.min { $0.dueAt < $1.dueAt } }

    fileprivate var isToAcknowledge: Bool { contains { $0.known == .acknowledge } }
}

extension CaseFile {
    /// Who has the next step; `nil` once it is closed, unless its child's place goes on.
    public var ball: CaseBall? { CaseBall(state, clocks, wantedStart: wantedStart.map(RFC3339.text)) }

    /// Whether it waits for somebody of the locality it is in to read it.
    public var isToAcknowledge: Bool { clocks.isToAcknowledge || state == .open }

    /// What the queue says of it: what is due first; where no clock runs, who has the ball and why.
    public var reason: CaseReason? { nextDue.flatMap { CaseReason($0) } ?? ball?.reason }

    /// When the place that was decided on last is wanted; `nil` when the last decision was another one.
    var wantedStart: Date? {
        guard case .apPlacement(let decided)? = decisions.last, let day = CalendarDate(decided.wantedStart) else {
            return nil
        }
        return LondonTime(date: day, hour: WorkingDays.opens).instant
    }
}
