import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Referrals as the agencies' API shows them.
enum ReferralJSON {
    /// What a post answers. Kept in clear with its idempotency key, so it says nothing of the child.
    static func receipt(_ id: UUID, _ reference: ReferralReference, knownToAnother: Bool) -> JSON {
        [
            "id": .string(id.text),
            "reference": .string(reference.text),
            "status": .string(StandingStatus.submitted.code),
            "allowed_moves": [],
            "known_to_another_agency": .bool(knownToAnother),
            "what_happens_next": .string(StandingStatus.submitted.nextWords),
        ]
    }

    /// A referral to the agency that posted it; without what was posted when the child's key is gone.
    static func record(
        _ row: ReferralRow, posted draft: ReferralDraft?, _ standing: Standing, _ lines: [StandingLine]
    ) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(row.id.text)),
            ("reference", .string(row.reference)),
            ("submitted_at", .instant(row.submittedAt)),
            ("allowed_moves", []),
            ("details_state", draft == nil ? "erased" : "readable"),
            ("referral", draft.map(posted)),
            ("standing", self.standing(standing, lines, submittedAt: row.submittedAt)),
        ])
    }

    // MARK: Where it stands

    static func standing(_ standing: Standing, _ lines: [StandingLine], submittedAt: Date) -> JSON {
        let locality = standing.locality.flatMap(Locality.init(code:))
        let story = [StandingLine(code: .submitted, at: submittedAt)] + lines
        return .object(leavingOutNil: [
            ("status", .string(standing.status.code)),
            ("words", .string(standing.status.words)),
            ("locality", standing.locality.map { .locality(code: $0) }),
            ("forum", standing.forum.map { .forum(code: $0) }),
            ("with", holder(standing.status.with, locality)),
            (
                "next",
                standing.due(submittedAt: submittedAt).map {
                    ["by": .instant($0), "words": .string(standing.status.nextWords)]
                }
            ),
            ("timeline", .array(story.map { line($0, locality) })),
            ("advice", .strings(standing.advice)),
        ])
    }

    private static func holder(_ holder: BallHolder, _ locality: Locality?) -> JSON {
        let words = holder == .coordinator ? locality?.owner : nil
        return ["who": .string(holder.code), "words": .string(words ?? holder.words)]
    }

    private static func line(_ line: StandingLine, _ locality: Locality?) -> JSON {
        var words = line.code.words
        if line.code == .routed, let owner = locality?.owner {
            words = "It went to \(owner.prefix(1).lowercased())\(owner.dropFirst())."
        }
        return ["at": .instant(line.at), "code": .string(line.code.code), "words": .string(words)]
    }
}
