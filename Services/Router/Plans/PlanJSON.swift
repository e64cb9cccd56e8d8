import Contracts
import FoundationEssentials
import Inclusion
import Privacy
import ServiceKit

/// What is sealed in a plan, opened for one reader in one reading, which is in the access log. What was sealed with a key that
/// is gone is left out.
struct OpenedPlan: Sendable {
    /// By number of the round.
    private(set) var cycles: [Int32: PlanCycleWords] = [:]
    /// By number of the round.
    private(set) var reviews: [Int32: PlanReviewWords] = [:]
    private(set) var why: String?

    init(_ plan: ChildPlan, with keyring: Keyring, by reader: Reader) async throws {
        // A plan that has just been started holds nothing that could be read.
        guard !plan.cycles.isEmpty || plan.ended != nil else { return }
        guard let child = UUID(uuidString: plan.childID) else { throw PrivacyError.brokenSeal }
        let reading: ChildReading
        do {
            reading = try await keyring.reading(of: child, by: reader, purpose: .readPlan, referrals: [])
        } catch PrivacyError.erased {
            return
        }
        for cycle in plan.cycles {
            cycles[cycle.started.cycle] = try reading.open(cycle.started.words, as: PlanCycleWords.self)
            guard let review = cycle.review else { continue }
            reviews[cycle.started.cycle] = try reading.open(review.words, as: PlanReviewWords.self)
        }
        if let ended = plan.ended { why = try reading.open(ended.why, as: Words.self).words }
    }
}

/// Plans as the API shows them.
enum PlanJSON {
    /// What a move answers: nothing anybody wrote.
    static func changed(_ plan: ChildPlan) -> JSON { .object(leavingOutNil: head(plan)) }

    /// The whole plan, with the cases that share it in the caller's localities.
    static func whole(
        _ plan: ChildPlan, _ opened: OpenedPlan, _ cases: [CaseRow], in book: LocalityBook
    ) -> JSON {
        .object(
            leavingOutNil: head(plan) + [
                ("lead_organisation", .string(plan.leadOrganisation)), ("lead", .string(plan.lead)),
                ("started_in_case_id", .string(plan.caseID)),
                (
                    "cases",
                    .array(
                        cases.map {
                            [
                                "id": .string($0.id.text), "reference": .string($0.reference),
                                "locality": .locality(code: $0.locality, in: book), "status": .string($0.state),
                            ]
                        })
                ), ("cycles", .array(plan.cycles.map { cycle($0, opened) })),
                ("ended_why", opened.why.map { .string($0) }),
            ])
    }

    private static func head(_ plan: ChildPlan) -> [(String, JSON?)] {
        [
            ("id", .string(plan.id)), ("status", .string(plan.state.code)),
            ("review_on", plan.reviewOn.map { .string($0.description) }),
            ("outcome_ids", plan.running.map { .strings($0.started.outcomeIds) }),
            ("allowed_moves", .strings(plan.allowedMoves.map(\.code))),
        ]
    }

    private static func cycle(_ cycle: PlanCycle, _ opened: OpenedPlan) -> JSON {
        let (started, words) = (cycle.started, opened.cycles[cycle.started.cycle])
        let result = Dictionary(
            (cycle.review?.results ?? []).map { ($0.outcomeID, $0.result) }, uniquingKeysWith: { first, _ in first })
        return .object(leavingOutNil: [
            ("number", .number(started.cycle)), ("review_on", .string(started.reviewOn)),
            ("started_by", .string(started.startedBy)), ("assess", words.map { .string($0.assess) }),
            (
                "outcomes",
                .array(
                    started.outcomeIds.map { id in
                        let outcome = words?.outcomes.first { $0.id == id }
                        return .object(leavingOutNil: [
                            ("id", .string(id)), ("words", outcome.map { .string($0.words) }),
                            ("measure", outcome.map { .string($0.measure) }),
                            ("result", result[id].map { .string($0) }),
                        ])
                    })
            ), ("doing", words.map { .strings($0.doing) }),
            ("views", words.map { .views(child: $0.childViews, family: $0.familyViews) }),
            ("review", cycle.review.map { review($0, opened.reviews[started.cycle]) }),
        ])
    }

    private static func review(_ review: PlanReviewed, _ words: PlanReviewWords?) -> JSON {
        .object(leavingOutNil: [
            ("reviewed_by", .string(review.reviewedBy)), ("words", words.map { .string($0.words) }),
            ("views", words.map { .views(child: $0.childViews, family: $0.familyViews) }),
        ])
    }
}
