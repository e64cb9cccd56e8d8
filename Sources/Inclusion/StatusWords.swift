// What all status words share; the states of each thing stand beside it.

/// Who has the ball.
public enum BallHolder: String, Coded {
    case hub, referrer, coordinator, forum, provider, nobody

    /// As people say it.
    public var words: String {
        switch self {
        case .hub: "The hub"
        case .referrer: "The agency that referred"
        case .coordinator: "The locality's coordinator"
        case .forum: "The forum that meets about it"
        case .provider: "The provider"
        case .nobody: "Nobody: nothing more is to be done"
        }
    }
}
