import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

// What has been said and done in a case. A time that is missing would be a fault of the log; it is left out, not invented.
extension CaseJSON {
    /// Those the case does not rest on, each with what its agency wrote.
    static func otherReferrals(_ file: CaseFile, _ opened: OpenedCase, _ times: CaseTimes) -> JSON {
        let joinedAt = Dictionary(zip(file.joined.map(\.id), times.joined)) { first, _ in first }
        return .array(
            file.referrals.filter { $0.id != file.lead.id }.map { referral in
                .object(leavingOutNil: [
                    ("id", .string(referral.id)),
                    ("reference", .string(referral.reference)),
                    ("agency", agency(referral.agency)),
                    ("status", .string(referral.left?.code ?? "part_of_case")),
                    ("joined_at", joinedAt[referral.id].map { .instant($0) }),
                    ("ap_kind", .given(referral.apKind)),
                    ("headteacher_authorised", .bool(referral.headteacherAuthorised)),
                    ("facts", .facts(referral.facts)),
                    ("details_state", .string(opened.state(of: referral))),
                    ("details", opened.details[referral.id].map { .details($0) }),
                ])
            })
    }

    /// What agencies changed, by field; the details show what holds now.
    static func amendments(_ file: CaseFile, _ times: CaseTimes) -> JSON {
        .array(
            zip(file.amendments, times.amendments).map { amendment, time in
                [
                    "amended_at": .instant(time), "referral_id": .string(amendment.referralID),
                    "changed": .strings(amendment.changed),
                ]
            })
    }

    static func questions(_ file: CaseFile, _ opened: OpenedCase, _ times: CaseTimes) -> JSON {
        let answeredAt = Dictionary(zip(file.answers.map(\.questionID), times.answers)) { first, _ in first }
        return .array(
            zip(file.questions, times.questions).map { question, askedAt in
                .object(leavingOutNil: [
                    ("id", .string(question.id)),
                    ("referral_id", .string(question.askedReferralID)),
                    ("question", opened.questions[question.id].map { .string($0) }),
                    ("asked_by", .string(question.askedBy)),
                    ("asked_at", .instant(askedAt)),
                    ("chase_at", .string(question.chaseAt)),
                    ("answer_by", .string(question.answerBy)),
                    ("open", .bool(file.outcome == nil && file.isOpen(question))),
                    ("answer", opened.answers[question.id].map { .string($0) }),
                    ("answered_at", answeredAt[question.id].map { .instant($0) }),
                ])
            })
    }

    /// The forum that looks at it, and when; `nil` when it was never listed.
    static func listing(_ file: CaseFile, _ times: CaseTimes) -> JSON? {
        file.listing.map { listing in
            .object(leavingOutNil: [
                ("forum", .forum(listing.forum)),
                ("meets_on", .string(listing.meetsOn)),
                ("meeting_id", .given(listing.meetingID)),
                ("listed_at", times.listed.map { .instant($0) }),
            ])
        }
    }

    static func decisions(_ file: CaseFile, _ opened: OpenedCase, _ times: CaseTimes) -> JSON {
        .array(
            zip(file.decisions, times.decisions).enumerated().map { place, made in
                switch made.0 {
                case .apPlacement(let decided): decision(decided, opened.records[place], at: made.1)
                case .other(let decided): decision(decided, opened.decisions[place], opened.records[place], at: made.1)
                }
            })
    }

    private static func decision(
        _ decided: ApPlacementDecided, _ record: DecisionRecord?, at time: Date
    ) -> JSON {
        .object(leavingOutNil: [
            ("kind", .string(DecisionBody.apPlacementKind)),
            ("purpose", .string(decided.purpose)),
            ("wanted_start", .string(decided.wantedStart)),
            ("weeks", .number(decided.weeks)),
            ("sessions_a_week", .number(decided.sessionsAWeek)),
            ("ap_kind", .given(decided.apKind)),
            ("exclusion_near", .bool(decided.exclusionNear)),
            ("why", record.map { .string($0.why) }),
            ("record", record.map(Self.record)),
            ("meeting_id", .given(decided.meetingID)),
            ("decided_by", .string(decided.decidedBy)),
            ("decided_at", .instant(time)),
        ])
    }

    private static func decision(
        _ decided: CaseDecided, _ words: DecisionWords?, _ record: DecisionRecord?, at time: Date
    ) -> JSON {
        .object(leavingOutNil: [
            ("kind", .string(decided.outcome)),
            ("reason", .given(decided.reason)),
            ("why", words.map { .string($0.why) }),
            ("next", words.map { .string($0.next) }),
            ("closes", .bool(decided.closes)),
            ("services", record.flatMap { $0.services.isEmpty ? nil : services($0) }),
            (decided.passedToName, .given(decided.passedTo)),
            ("record", record.map(Self.record)),
            ("meeting_id", .given(decided.meetingID)),
            ("decided_by", .string(decided.decidedBy)),
            ("decided_at", .instant(time)),
        ])
    }
}

extension CaseDecided {
    /// What it is that it was passed on with.
    fileprivate var passedToName: String {
        outcome == CaseOutcome.escalatedToSafeguarding.code ? "front_door_reference" : "passed_to"
    }
}
