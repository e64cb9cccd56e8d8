public import Contracts
public import FoundationEssentials

/// What a clock of a case waits for.
public enum CaseClockKind: String, Coded {
    case acknowledge, triage, information, papers, forum, plan, start, review
    case fullTimeEducation = "full_time_education"

    /// As people say it.
    public var words: String {
        switch self {
        case .acknowledge: "A coordinator reads and acknowledges it."
        case .triage: "A coordinator decides, or lists it for a forum."
        case .information: "The agency that was asked answers."
        case .papers: "The papers for the meeting are complete."
        case .forum: "The forum looks at it."
        case .plan: "A plan for the support begins."
        case .start: "The child starts in the place that was found."
        case .review: "The support or the place is reviewed."
        case .fullTimeEducation: "The child has full-time education."
        }
    }

    /// Who has the ball while it runs.
    public var with: BallHolder {
        switch self {
        case .information: .referrer
        case .forum: .forum
        case .acknowledge, .triage, .papers, .plan, .start, .review, .fullTimeEducation: .coordinator
        }
    }

    /// Who has it once it has run out: what others did not do is the coordinator's to settle.
    public var withAfterwards: BallHolder { .coordinator }
}

extension CaseClock {
    /// A clock that starts. A reminder that would come no later than `now` is left out: that it starts is the reminder.
    init(
        _ kind: CaseClockKind, about: String = "", started: Date, due: Date, remind: Date? = nil, now: Date
    ) {
        self.init()
        self.kind = kind.code
        self.about = about
        with = kind.with.code
        startedAt = RFC3339.text(started)
        dueAt = RFC3339.text(due)
        if let remind, remind > now, remind < due { remindAt = RFC3339.text(remind) }
    }

    /// What it waits for; `nil` for a kind of a later version.
    public var known: CaseClockKind? { CaseClockKind(rawValue: kind) }

    /// When it runs out.
    public var due: Date? { RFC3339.instant(dueAt) }

    /// Whether it stands still.
    public var isPaused: Bool { !pausedAt.isEmpty }

    // Instants written alike are in the order of their texts.

    func isToRemind(at moment: String) -> Bool {
        !isPaused && !reminded && !breached && !remindAt.isEmpty && remindAt <= moment
    }

    func isOver(at moment: String) -> Bool { !isPaused && !breached && dueAt <= moment }

    /// When something has to happen next: a reminder, or that it runs out. RFC 3339; `nil` when nothing will by itself.
    public var nextMoment: String? {
        guard !isPaused, !breached else { return nil }
        return !reminded && !remindAt.isEmpty ? min(remindAt, dueAt) : dueAt
    }
}

extension CaseFile {
    /// The clock in which something happens next, and when. RFC 3339; `nil` when no clock will do anything by itself.
    public var nextMoment: (clock: CaseClock, at: String)? {
        clocks.compactMap { clock in clock.nextMoment.map { (clock: clock, at: $0) } }.min { $0.at < $1.at }
    }

    /// Of the clocks that run, the one that runs out, or ran out, first.
    public var nextDue: CaseClock? { clocks.nextDue }
}
