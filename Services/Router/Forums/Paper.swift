import Contracts
import FoundationEssentials
import Inclusion
import Privacy
import ServiceKit

/// What a meeting is shown of one case: the parts its reader may see, and the names of those they may not.
struct Paper: Sendable {
    let file: CaseFile
    /// What the reader may see, in the order it is shown in.
    let sections: [CaseSection]

    /// A coordinator sees every part; a member what the forum's policy lets their kind of agency see. Nobody sees a case
    /// that may not be shared any more.
    init(_ file: CaseFile, for seat: MeetingSeats.Seat) {
        self.file = file
        let isShared = file.isSharingAllowed && file.referrals.contains { $0.left == nil }
        sections = CaseSection.allCases.filter { section in
            guard isShared else { return false }
            return switch seat {
            case .coordinator: true
            case .member(let kind, let policy): policy.sections(for: kind).contains(section)
            }
        }
    }

    /// Which case, and which parts of it: nothing of what they say.
    var summary: JSON {
        [
            "case_id": .string(file.id), "reference": .string(file.reference),
            "status": .string(sections.isEmpty ? "withheld" : "readable"),
            "sections": .strings(sections.map(\.code)),
            "withheld": .strings(CaseSection.allCases.filter { !sections.contains($0) }.map(\.code)),
        ]
    }

    /// The same with what the parts say. Each referral that is opened for it is in the access log.
    func opened(with keyring: Keyring, by reader: Reader) async throws -> JSON {
        guard case .object(let head) = summary else { return summary }
        let shared = sections.isEmpty ? [] : file.referrals.filter { $0.left == nil }
        // What may not be shared any more is not opened, so that nothing is to be traced.
        let reading =
            shared.isEmpty
            ? nil
            : try await keyring.reading(of: file, by: reader, purpose: .forumPapers, referrals: shared.map(\.id))
        let referrals = try shared.map { try opened($0, reading) }
        return .object(head + [.init("referrals", .array(referrals))])
    }

    private func opened(_ referral: CaseReferral, _ reading: ChildReading?) throws -> JSON {
        var parts: [JSON.Member] = [.init("agency_kind", .string(referral.agency.kind.code))]
        if let details = try reading?.open(referral.details, as: ReferralDetails.self) {
            parts.append(.init("details_state", "readable"))
            parts += sections.map { .init($0.code, Self.part($0, of: details, referral.facts)) }
        } else {
            parts.append(.init("details_state", "erased"))
        }
        return .object(parts)
    }

    private static func part(_ section: CaseSection, of details: ReferralDetails, _ facts: CodedFacts) -> JSON {
        switch section {
        case .child: child(details.child, facts)
        case .concerns:
            .object(leavingOutNil: [
                ("concerns", .string(details.concerns)), ("since", .given(details.concernsSince)),
                ("asks", .given(details.asksWords)), ("hoped_outcome", .given(details.hopedOutcome)),
                ("exclusion_reasons", .given(details.exclusionReasons) { .string($0) }),
                ("days_out_of_school", .number(facts.daysOutOfSchool)),
                ("permanently_excluded", .bool(facts.permanentlyExcluded)),
            ])
        case .tried:
            .object(leavingOutNil: [
                ("tried", .strings(details.tried)), ("cycles", .given(details.cycles, JSON.cycle)),
            ])
        case .risks:
            .object(leavingOutNil: [
                ("risks", .array(details.risks.map { ["kind": .string($0.kind), "words": .string($0.words)] })),
                ("front_door_reference", .given(details.frontDoorReference)),
            ])
        case .views: .views(child: details.childViews, family: details.familyViews)
        case .family:
            .object(leavingOutNil: [
                ("contacts", .array(details.family.map(JSON.contact))),
                ("home_postcode", .given(details.child.homePostcode)), ("care", .care(facts.statutory)),
            ])
        case .health: health(details.child, facts)
        }
    }

    private static func child(_ child: Child, _ facts: CodedFacts) -> JSON {
        .object(leavingOutNil: [
            ("given_name", .string(child.givenName)), ("family_name", .string(child.familyName)),
            ("preferred_name", .given(child.preferredName)), ("date_of_birth", .string(child.dateOfBirth)),
            ("sex", .given(child.sex)), ("language", .given(child.language)),
            ("interpreter_needed", child.hasInterpreterNeeded ? .bool(child.interpreterNeeded) : nil),
            ("school", .school(child)), ("age_years", .number(facts.ageYears)),
            ("key_stage", .string(facts.keyStage.code)), ("level", .number(facts.level)),
        ])
    }

    private static func health(_ child: Child, _ facts: CodedFacts) -> JSON {
        let nhs = child.identifiers.first { $0.system == IdentifierSystem.nhs.code }
        return .object(leavingOutNil: [
            ("needs", .strings(facts.needs)), ("send_provision", .string(facts.sendProvision.code)),
            ("mental_health_need", .bool(facts.mentalHealthNeed)),
            ("communication_needs", .given(child.communicationNeeds)), ("nhs_number", nhs.map { .string($0.value) }),
        ])
    }
}
