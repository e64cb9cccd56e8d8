public import Contracts

/// What a provider has said about a provision's capacity. Its aggregate is the provision, which others tell of, too.
public struct ProvisionCapacity: Aggregate, Equatable {
    /// As it was set last.
    public let set: CapacitySet

    /// The state after `event`.
    public static func evolve(_ state: ProvisionCapacity?, _ event: PlacementEvent) -> ProvisionCapacity? {
        guard case .capacitySet(let set) = event else { return state }
        return ProvisionCapacity(set: set)
    }

    /// Sets the whole calendar. The same again brings nothing. Fewer places than children are booked is allowed: nobody
    /// loses a place, and nobody new gets one.
    /// - Throws: `invalid` with everything that is wrong with the draft.
    public static func decide(
        _ state: ProvisionCapacity?, _ draft: CapacityDraft, for provision: String, of provider: String,
        by person: String
    ) throws(RuleViolation) -> [PlacementEvent] {
        let problems = draft.problems()
        try RuleViolation.demandNone(problems)
        let set = draft.message(for: provision, of: provider, by: person)
        guard set.rules != state?.set.rules || set.closures != state?.set.closures else { return [] }
        return [.capacitySet(set)]
    }
}
