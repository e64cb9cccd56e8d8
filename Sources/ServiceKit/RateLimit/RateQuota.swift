/// How many requests a client may send in how many seconds.
public struct RateQuota: Sendable, Equatable {
    /// Requests in ``seconds``.
    public let requests: Int
    /// The window, in seconds.
    public let seconds: Int

    /// - Precondition: both are above zero; a quota read with ``init(_:)`` always is.
    public init(requests: Int, seconds: Int) {
        self.requests = max(requests, 1)
        self.seconds = max(seconds, 1)
    }

    /// Reads `600/60`: six hundred in a minute. `nil` for anything else, and beyond a million requests or a day.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let requests = parts[0], let seconds = parts[1], (1...1_000_000).contains(requests),
            (1...86_400).contains(seconds)
        else { return nil }
        self.init(requests: requests, seconds: seconds)
    }
}
