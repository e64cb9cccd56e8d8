/// Why a child's details are read: every reason there is, so that none is in the access log that nobody can explain.
public enum ReadingPurpose: String, Sendable, CaseIterable {
    case routing
    case readCase = "read_case"
    case readAction = "read_action"
    case forumPapers = "forum_papers"
    case readPlan = "read_plan"
    case briefProvider = "brief_provider"
    case readOffer = "read_offer"
    case readOfferWords = "read_offer_words"
    case readDecline = "read_decline"
    case readPlacement = "read_placement"
    case census
    case readOwnReferral = "read_own_referral"
    case amendOwnReferral = "amend_own_referral"
    case authoriseOwnReferral = "authorise_own_referral"
    case changeOwnLawfulBasis = "change_own_lawful_basis"
    case readOwnDraft = "read_own_draft"
    case submitOwnDraft = "submit_own_draft"
    case importRows = "import_rows"

    /// As the access log has it.
    public var code: String { rawValue }

    /// For people who look at the access log.
    public var words: String {
        switch self {
        case .routing: "to find the locality and the forum"
        case .readCase: "to work on the case"
        case .readAction: "to see what is to be done"
        case .forumPapers: "for a meeting of a forum"
        case .readPlan: "to work on the child’s plan"
        case .briefProvider: "to write what providers are asked"
        case .readOffer: "to answer a request for a place"
        case .readOfferWords: "to read what was asked about a place"
        case .readDecline: "to read why a provider said no"
        case .readPlacement: "to look after the child’s place"
        case .census: "for the alternative provision census"
        case .readOwnReferral: "to look at the agency’s own referral"
        case .amendOwnReferral: "to amend the agency’s own referral"
        case .authoriseOwnReferral: "to put a headteacher’s authorisation on record"
        case .changeOwnLawfulBasis: "to change the lawful basis"
        case .readOwnDraft: "to go on with a draft"
        case .submitOwnDraft: "to send a draft"
        case .importRows: "to store a file of referrals"
        }
    }
}
