import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Referrals as the agencies' API shows them.
enum ReferralJSON {
    /// What a post answers. Kept in clear with its idempotency key, so it says nothing of the child.
    static func receipt(
        _ id: UUID, _ reference: ReferralReference, moves: [ReferralMove], knownToAnother: Bool
    ) -> JSON {
        [
            "id": .string(id.text),
            "reference": .string(reference.text),
            "status": .string(StandingStatus.submitted.code),
            "allowed_moves": .strings(moves.map(\.code)),
            "known_to_another_agency": .bool(knownToAnother),
            "what_happens_next": .string(StandingStatus.submitted.nextWords),
        ]
    }
}
