public import Contracts

/// The child's plan: one per child, whoever referred, in rounds of Assess, Plan, Do, Review. Its id is the key of its
/// events. A plan that has ended can be taken up again; its rounds go on being counted.
public struct ChildPlan: Aggregate, Equatable {
    /// UUID text.
    public let id: String
    /// UUID text.
    public let childID: String
    /// The case it began in. UUID text.
    public let caseID: String
    /// The organisation that leads.
    public internal(set) var leadOrganisation: String
    /// Who of it, by role.
    public internal(set) var lead: String
    /// Oldest first.
    public internal(set) var cycles: [PlanCycle] = []
    /// How it ended; `nil` while it runs.
    public internal(set) var ended: PlanEnded?

    /// The state after `event`. What is about another plan, or about no plan, changes nothing.
    public static func evolve(_ state: ChildPlan?, _ event: CaseEvent) -> ChildPlan? {
        if case .planStarted(let started) = event { return ChildPlan(started, after: state) }
        guard var plan = state else { return nil }
        plan.take(event)
        return plan
    }

    private init(_ started: PlanStarted, after before: ChildPlan?) {
        id = started.planID
        childID = started.childID
        caseID = before?.caseID ?? started.caseID
        leadOrganisation = started.leadOrganisation
        lead = started.lead
        cycles = before?.cycles ?? []
    }

    private mutating func take(_ event: CaseEvent) {
        switch event {
        case .planCycleStarted(let started): cycles.append(PlanCycle(started: started))
        case .planReviewed(let reviewed):
            guard let index = cycles.firstIndex(where: { $0.started.cycle == reviewed.cycle }) else { return }
            cycles[index].review = reviewed
        case .planEnded(let end): ended = end
        default: break
        }
    }

    /// The round that has not been reviewed; `nil` between two.
    public var running: PlanCycle? { cycles.last.flatMap { $0.review == nil ? $0 : nil } }

    /// How far it has come.
    public var state: PlanState {
        if ended != nil { return .ended }
        return running == nil ? .started : .running
    }

    /// The day of the next review; `nil` while there is no round to review.
    public var reviewOn: CalendarDate? { ended == nil ? running.flatMap { CalendarDate($0.started.reviewOn) } : nil }
}

/// A round of Assess, Plan, Do, Review.
public struct PlanCycle: Sendable, Equatable {
    /// Assess, Plan, Do.
    public let started: PlanCycleStarted
    /// Review; `nil` while it runs.
    public internal(set) var review: PlanReviewed?
}

/// States of a child's plan.
public enum PlanState: String, Coded {
    case started, running, ended

    /// As people say it.
    public var words: String {
        switch self {
        case .started: "Its next round has to be agreed."
        case .running: "A round runs and will be reviewed."
        case .ended: "It has ended."
        }
    }
}

/// What a coordinator can do with a plan.
public enum PlanMove: String, Coded {
    case startCycle = "start_cycle"
    case review, end

    /// As people say it.
    public var words: String {
        switch self {
        case .startCycle: "Start a round"
        case .review: "Review the round"
        case .end: "End the plan"
        }
    }
}
