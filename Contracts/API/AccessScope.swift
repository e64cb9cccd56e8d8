/// What a machine may do with a token: the words of `scope` (RFC 6749, section 3.3).
///
/// They narrow what the role allows, they never widen it. Tokens of people carry none and are judged by role alone.
public enum AccessScope: String, Sendable, CaseIterable, Comparable {
    /// Follow the feed of the agency's own referrals.
    case eventsRead = "events.read"
    /// Read the agency's own referrals, drafts and imports.
    case referralsRead = "referrals.read"
    /// Post referrals, and change the agency's own.
    case referralsWrite = "referrals.write"

    /// In the order of their words.
    public static func < (left: AccessScope, right: AccessScope) -> Bool { left.rawValue < right.rawValue }
}
