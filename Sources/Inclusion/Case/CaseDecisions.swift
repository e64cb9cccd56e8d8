public import Contracts
public import FoundationEssentials

/// What can be asked of a case.
public enum CaseCommand: Sendable {
    /// A referral has arrived and has been routed.
    case open(OpenCase)
    /// A person has read it. `by`: subject of the coordinator's token.
    case acknowledge(by: String)
    /// The coordinator authorises alternative provision.
    case decideApPlacement(DecideApPlacement)
    /// A provider said yes.
    case notePlaced(PlacementAccepted)
    /// Nothing fits, or nobody is left to ask.
    case notePlacementNotFound(PlacementUnableToMatch)
}

/// A routed referral with the id its case is given.
public struct OpenCase: Sendable {
    /// Id the case is given.
    public var caseID: UUID
    /// As submitted.
    public var referral: ReferralSubmitted
    /// What the rules proposed.
    public var routing: Routing

    /// From its parts.
    public init(caseID: UUID, referral: ReferralSubmitted, routing: Routing) {
        self.caseID = caseID
        self.referral = referral
        self.routing = routing
    }
}

/// A decision for alternative provision, with its brief sealed.
public struct DecideApPlacement: Sendable {
    /// The decision as posted.
    public var draft: ApPlacementDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.brief(from:)`, sealed with the child's key.
    public var brief: Sealed

    /// From its parts.
    public init(draft: ApPlacementDraft, by: String, brief: Sealed) {
        self.draft = draft
        self.by = by
        self.brief = brief
    }
}

extension CaseFile {
    /// What happens when `command` meets `state` at `now`; `nil` state means that there is no such case yet.
    /// Noting again what is known already brings nothing, so reactions may see their event twice.
    public static func decide(
        _ state: CaseFile?, _ command: CaseCommand, now: Date, clocks: Clocks = .standard
    ) throws(RuleViolation) -> [CaseEvent] {
        if case .open(let open) = command { return try opening(state, open, now: now, clocks: clocks) }
        guard let file = state else { throw .notAllowedNow("no_such_case", "There is no such case.") }
        return switch command {
        case .open: []
        case .acknowledge(let person): try file.acknowledging(person)
        case .decideApPlacement(let decision): try file.deciding(decision, now: now)
        case .notePlaced(let accepted): try file.noting(accepted)
        case .notePlacementNotFound(let unable): try file.noting(unable)
        }
    }

    private static func opening(
        _ state: CaseFile?, _ open: OpenCase, now: Date, clocks: Clocks
    ) throws(RuleViolation) -> [CaseEvent] {
        if let file = state {
            guard file.referralID == open.referral.referralID else {
                throw .notAllowedNow("another_referral", "This case belongs to another referral.")
            }
            return []
        }
        var opened = CaseOpened()
        opened.caseID = open.caseID.text
        opened.referralID = open.referral.referralID
        opened.reference = open.referral.reference
        opened.childID = open.referral.childID
        opened.agency = open.referral.agency
        opened.facts = open.referral.facts
        opened.locality = open.routing.locality.code
        opened.forum = open.routing.forum
        opened.routing = open.routing.record
        if let location = open.routing.location { opened.location = location }
        opened.apKind = open.referral.apKind
        opened.details = open.referral.details
        opened.acknowledgeBy = RFC3339.text(clocks.acknowledgeBy(from: now))
        return [.opened(opened)]
    }

    private func acknowledging(_ person: String) throws(RuleViolation) -> [CaseEvent] {
        try demand(.acknowledge)
        var acknowledged = CaseAcknowledged()
        acknowledged.caseID = id
        acknowledged.referralID = referralID
        acknowledged.acknowledgedBy = person
        acknowledged.locality = locality
        return [.acknowledged(acknowledged)]
    }

    private func deciding(_ decision: DecideApPlacement, now: Date) throws(RuleViolation) -> [CaseEvent] {
        try demand(.decideApPlacement)
        let draft = decision.draft
        let problems = draft.problems(for: self, today: LondonTime.day(of: now))
        guard problems.isEmpty else { throw RuleViolation(.invalid, problems) }
        var decided = ApPlacementDecided()
        decided.caseID = id
        decided.referralID = referralID
        decided.reference = reference
        decided.childID = childID
        decided.locality = locality
        decided.decidedBy = decision.by
        decided.facts = facts
        if let location { decided.location = location }
        decided.purpose = draft.purpose
        decided.wantedStart = draft.wantedStart
        decided.weeks = Int32(clamping: draft.weeks)
        decided.sessionsAWeek = Int32(clamping: draft.sessionsAWeek)
        decided.apKind = draft.apKind ?? ""
        decided.agency = agency
        decided.brief = decision.brief
        decided.excludedProvisions = draft.excludedProvisions
        return [.apPlacementDecided(decided)]
    }

    private func noting(_ accepted: PlacementAccepted) throws(RuleViolation) -> [CaseEvent] {
        if try isKnown(accepted.requestID, case: accepted.caseID) { return [] }
        var placed = CasePlaced()
        placed.caseID = id
        placed.referralID = referralID
        placed.locality = locality
        placed.requestID = accepted.requestID
        placed.provisionID = accepted.provisionID
        return [.placed(placed)]
    }

    private func noting(_ unable: PlacementUnableToMatch) throws(RuleViolation) -> [CaseEvent] {
        if try isKnown(unable.requestID, case: unable.caseID) { return [] }
        var notFound = CasePlacementNotFound()
        notFound.caseID = id
        notFound.referralID = referralID
        notFound.locality = locality
        notFound.requestID = unable.requestID
        return [.placementNotFound(notFound)]
    }

    /// Whether the end of that search has been noted before. Throws when it cannot be noted at all.
    private func isKnown(_ requestID: String, case caseID: String) throws(RuleViolation) -> Bool {
        guard caseID == id else {
            throw .notAllowedNow("another_case", "That placement request belongs to another case.")
        }
        if searches.contains(where: { $0.requestID == requestID }) { return true }
        guard state == .awaitingPlacement else {
            throw .notAllowedNow("no_search", "No place is being looked for in this case.")
        }
        return false
    }

    private func demand(_ move: CaseMove) throws(RuleViolation) {
        guard allowedMoves(for: .coordinator).contains(move) else {
            throw .notAllowedNow("not_allowed_now", "\(move.words) is not possible now. \(state.words)")
        }
    }
}
