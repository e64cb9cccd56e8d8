/// A Kafka topic of the hub. Each has exactly one writer; anyone may read any.
public enum Topic: String, Sendable, CaseIterable, Codable {
    /// What agencies posted. Written by `referral-intake`.
    case referrals
    /// The hub's work on a referral in one locality. Written by `locality-router`.
    case cases
    /// From the wish for alternative provision to a provider's yes. Written by `placement-matcher`.
    case placements
    /// Who was told what, and when. Written by `notifier`.
    case notifications

    /// Partitions of every topic, from the start and for good: a key never changes its partition, so a
    /// referral's story keeps its order.
    public static let partitions: Int32 = 12

    /// Longest event a topic takes, in bytes, headers included.
    public static let maximumMessageBytes = 1_000_000
}
