public import FoundationEssentials

/// The clocks that milestone decisions set, with the defaults of domain section 6.
public struct Clocks: Sendable, Equatable {
    /// The calendar of office work.
    public var workingDays = WorkingDays()
    /// A person acknowledges a new case within this many working days.
    public var acknowledge = 1
    /// Triage: from the opening of a case to a decision within this many working days.
    public var triage = 5
    /// A provider answers an offer within this many working days.
    public var answer = 2
    /// An agency that was asked for information is reminded after this many working days.
    public var chase = 5
    /// After this many working days without an answer the coordinator has to decide without.
    public var escalate = 10

    /// The defaults.
    public init() {}

    /// The defaults.
    public static let standard = Clocks()

    /// By when a coordinator acknowledges a case opened at `now`.
    public func acknowledgeBy(from now: Date) -> Date { workingDays.deadline(workingDays: acknowledge, after: now) }

    /// By when a case opened at `now` is decided.
    public func decideBy(from now: Date) -> Date { workingDays.deadline(workingDays: triage, after: now) }

    /// When an agency that was asked at `now` is reminded.
    public func chaseAt(from now: Date) -> Date { workingDays.deadline(workingDays: chase, after: now) }

    /// When a coordinator who asked at `now` has to decide without the answer.
    public func escalateAt(from now: Date) -> Date { workingDays.deadline(workingDays: escalate, after: now) }

    /// By when a provider answers an offer made at `now`.
    public func answerBy(from now: Date) -> Date { workingDays.deadline(workingDays: answer, after: now) }
}
