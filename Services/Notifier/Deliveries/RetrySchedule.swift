import FoundationEssentials

/// When a mail that could not be sent is tried again: soon at first, then ever later.
enum RetrySchedule {
    private static let delays: [Duration] = [
        .seconds(5), .seconds(30), .seconds(120), .seconds(600), .seconds(3600),
    ]

    /// How long a server may put off one mail before it counts as refused (RFC 5321, section 4.5.4.1: 4 to 5 days).
    static let patience: TimeInterval = 5 * 86_400

    /// How long to wait after the attempt of this number, 1 for the first. From the fifth on, an hour.
    static func delay(afterAttempt attempt: Int) -> Duration {
        delays[min(max(attempt, 1), delays.count) - 1]
    }
}
