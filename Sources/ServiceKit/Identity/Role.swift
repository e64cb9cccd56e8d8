/// What a caller may be; a token carries one or several.
public enum Role: String, Sendable, CaseIterable {
    /// A person or system acting for an agency: its own referrals only.
    case agency
    /// Works the queues of its own localities.
    case coordinator
    /// Sits in forums of their organisation: the cases listed for those, until each meeting is closed.
    case forumMember = "forum_member"
    /// A provider of alternative provision: the requests put to it.
    case provider
    /// Runs the system; sees no child's details.
    case `operator`
    /// Data protection officer: access logs, exports, erasure.
    case dpo
    /// Aggregates only, suppressed.
    case board
}
