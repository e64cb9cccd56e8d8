public import Contracts

extension Aggregate {
    /// The state after a whole story, from the beginning or from `state`: replaying events always ends where
    /// living through them did.
    public static func replay(_ events: some Sequence<Event>, after state: Self? = nil) -> Self? {
        events.reduce(state, evolve)
    }
}
