import Contracts
import FoundationEssentials
import Inclusion
import Privacy

/// What is sealed in a placement, opened for one reader, with one line in the access log. What the census asks for stays
/// sealed: nobody needs it to look after the child.
struct OpenedPlacement: Sendable {
    /// What a reader may know.
    enum State: String, Sendable {
        case readable
        /// The child's key is gone.
        case erased
        /// The provider has not, or has no longer, the child.
        case withheld
    }

    let state: State
    private(set) var agreement: AgreementDetails?
    /// In the order of the placement's reviews.
    private(set) var reviews: [PlacementReviewWords] = []
    /// In the order of the placement's extensions.
    private(set) var extensions: [String] = []
    private(set) var reintegration: String?
    /// Of its end, or of why it did not begin.
    private(set) var end: String?

    init(_ placement: Placement, with keyring: Keyring, by reader: Reader, isProvider: Bool) async throws {
        guard !isProvider || placement.state.holdsPlace else {
            state = .withheld
            return
        }
        guard let child = UUID(uuidString: placement.agreed.childID) else { throw PrivacyError.brokenSeal }
        let reading: ChildReading
        do {
            reading = try await keyring.reading(
                of: child, by: reader, purpose: .readPlacement,
                referrals: [placement.ref.referralID].compactMap(UUID.init(uuidString:)))
        } catch PrivacyError.erased {
            state = .erased
            return
        }
        state = .readable
        agreement = try reading.open(placement.agreed.agreement, as: AgreementDetails.self)
        reviews = try placement.reviews.map { try reading.open($0.words, as: PlacementReviewWords.self) }
        extensions = try placement.extensions.map { try reading.open($0.words, as: OfferWords.self).words }
        reintegration = try placement.reintegration.map { try reading.open($0.words, as: OfferWords.self).words }
        let last = placement.ended?.words ?? placement.notStarted?.words
        end = try last.map { try reading.open($0, as: OfferWords.self).words }
    }
}
