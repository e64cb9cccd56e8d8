/// Who acts, as the roles of section 3 of the domain name them; the same words as the roles in a token.
public enum Party: String, Sendable, CaseIterable, Hashable {
    case agency
    case coordinator
    case forumMember = "forum_member"
    case provider
    case `operator`
    case dataProtectionOfficer = "dpo"
    case board
}
