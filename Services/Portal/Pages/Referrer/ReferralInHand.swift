import FoundationEssentials
import HTTPTypes
import Inclusion
import ServiceKit

/// A referral that somebody writes on: one that is not finished, or one that was sent and is being amended.
struct ReferralInHand: Sendable {
    let place: Place
    /// As forms hold it.
    let content: JSON
    let version: String?
    /// What stands in the way of sending it, where the forms ask for it.
    let problems: [FieldProblem]
    /// Of one that was sent.
    var reference: String?
    /// When one that is not finished is thrown away.
    var expires: Date?

    /// What is written on, and where its pages are.
    enum Place: Sendable, Equatable {
        case draft(String)
        case sent(String)

        /// The page from which sections are chosen.
        var address: String {
            switch self {
            case .draft(let id): "/drafts/\(id)"
            case .sent(let id): "/referrals/\(id)/amend"
            }
        }

        /// The page of a section, or of one of its things.
        func address(of section: ReferralSection, item: Int? = nil) -> String {
            let folder =
                switch self {
                case .draft: "\(address)/sections"
                case .sent: address
                }
            return "\(folder)/\(section.code)" + (item.map { "/\($0)" } ?? "")
        }

        var isSent: Bool { if case .sent = self { true } else { false } }
    }
}

/// Takes referrals in hand, and puts them back as they have been changed.
struct ReferralDesk: Sendable {
    let calls: HubCalls

    /// - Throws: ``ServiceAway``; ``Problem`` 404 for one that is not the person's, 409 for one that cannot be changed now.
    func open(_ place: ReferralInHand.Place, _ visit: Visit) async throws -> ReferralInHand {
        switch place {
        case .draft(let id):
            let read = try await calls.get("/v1/drafts/\(id)", from: .intake, for: visit)
            let referral = read.json.at("referral") ?? .object([])
            let problems = Self.problems(read.json, in: referral)
            return ReferralInHand(
                place: place, content: ReferralShape.asForms(referral), version: read.version,
                problems: referral.at("safeguarding/immediate_risk") == nil ? [Self.isSafe] + problems : problems,
                expires: read.json.at("expires_at")?.words.flatMap(RFC3339.instant))
        case .sent(let id):
            let read = try await calls.get("/v1/referrals/\(id)", from: .intake, for: visit)
            guard let referral = read.json.at("referral"),
                read.json.at("allowed_moves")?.strings.contains(ReferralMove.amend.code) == true
            else { throw Self.notNow }
            return ReferralInHand(
                place: place, content: ReferralShape.asForms(referral), version: read.version, problems: [],
                reference: read.json.at("reference")?.words)
        }
    }

    /// Saves an unfinished one, or amends one that was sent.
    /// - Parameter reason: why one that was sent is changed.
    /// - Returns: the answer, good or not. Its problems are for ``problems(_:in:)``.
    func put(
        _ content: JSON, in place: ReferralInHand.Place, version: String?, reason: String?, _ visit: Visit
    ) async throws -> HubAnswer {
        let referral = ReferralShape.asPosted(content)
        switch place {
        case .draft(let id):
            return try await calls.put("/v1/drafts/\(id)", referral, to: .intake, version: version, for: visit)
        case .sent(let id):
            return try await calls.post(
                "/v1/referrals/\(id)/amendments", ["reason": .string(reason ?? ""), "referral": referral],
                to: .intake, version: version, key: visit.form.key, for: visit)
        }
    }

    /// What is wrong, by an answer's list of that name, where the forms ask for it.
    /// - Parameter referral: as it was sent.
    static func problems(_ answer: JSON, _ name: String = "problems", in referral: JSON) -> [FieldProblem] {
        (answer.at(name)?.items ?? []).map { problem in
            let pointer = problem.at("pointer")?.words ?? ""
            // An amendment has the referral one level deeper.
            let own = pointer.hasPrefix("/referral/") ? String(pointer.dropFirst("/referral".utf8.count)) : pointer
            return FieldProblem(
                pointer: ReferralShape.place(of: own, in: referral), code: problem.at("code")?.words ?? "",
                detail: problem.at("detail")?.words ?? "")
        }
    }

    /// The API takes a referral that does not say so. Whoever fills in a form is asked.
    private static let isSafe = FieldProblem(
        pointer: "/safeguarding/immediate_risk", code: "required", detail: "Say yes or no.")

    private static let notNow = Problem(
        status: .conflict, code: "not_allowed_now", title: "This cannot be amended now",
        detail: "As things stand, this referral cannot be changed. Open it again to see where it is.")
}
