import Contracts
import Inclusion
import ServiceKit

/// The body of `POST /v1/referrals`: shape and types here, rules in `ReferralRules`.
enum ReferralBody {
    /// Reads a body and applies every rule to it.
    /// - Throws: ``Problem`` 422 `safeguarding_interruption`, before anything else; or 422 with all that is wrong, in
    ///   shape and by the rules, each thing once.
    static func accept(
        _ body: JSONBody, from agency: Agency, today: CalendarDate
    ) throws -> (draft: ReferralDraft, referral: CheckedReferral) {
        let reader = FieldReader(body)
        let draft = read(reader)
        if let interruption = ReferralRules.interruption(draft) { throw Problem(interruption) }
        do throws(Problem) {
            try reader.finish()
        } catch {
            let rules = ReferralRules.check(draft, agency: agency.kind, today: today)
            throw Problem.invalid(ReferralFaults.all(shape: error.errors, rules: rules))
        }
        return (draft, try Problem.rules { try ReferralRules.accept(draft, agency: agency, today: today) })
    }

    /// Reads the fields. Lists are bounded here and not only by the rules, which look at each item beside the others.
    static func read(_ reader: FieldReader) -> ReferralDraft {
        var draft = ReferralDraft()
        draft.child = child(reader.object("child"))
        draft.referrer = referrer(reader.object("referrer"))
        draft.source = code("source", reader)
        draft.level = reader.int("level", in: 1...4)
        draft.level4Indicators = reader.optionalBool("level_4_indicators") ?? false
        draft.concerns = reader.string("concerns", max: 4000, multiline: true)
        draft.concernsSince = optionalCode("concerns_since", reader)
        draft.tried = reader.strings("tried", max: 20, maxLength: 500, multiline: true)
        draft.cycles = reader.objects("cycles", max: 10).map(cycle)
        draft.needs = needs(reader)
        draft.mentalHealthNeed = reader.optionalBool("mental_health_need") ?? false
        draft.risks = reader.objects("risks", max: 10).map { risk in
            RiskDraft(kind: code("kind", risk), words: risk.string("words", max: 1000, multiline: true))
        }
        draft.family = reader.objects("family", max: 6).map(contact)
        draft.exclusion = reader.optionalObject("exclusion").map(exclusion)
        draft.asks = reader.optionalObject("asks").map(asks)
        draft.safeguarding = reader.optionalObject("safeguarding").map(safeguarding)
        let views = reader.object("views")
        draft.views = ViewsDraft(
            child: views.optionalString("child", max: 2000, multiline: true),
            family: views.optionalString("family", max: 2000, multiline: true))
        draft.lawfulBasis = lawfulBasis(reader.object("lawful_basis"))
        return draft
    }

    private static func child(_ reader: FieldReader) -> ChildDraft {
        var child = ChildDraft()
        child.givenName = reader.string("given_name", max: 100)
        child.familyName = reader.string("family_name", max: 100)
        child.preferredName = reader.optionalString("preferred_name", max: 100)
        child.sex = optionalCode("sex", reader)
        child.dateOfBirth = code("date_of_birth", reader)
        child.homePostcode = reader.optionalString("home_postcode", max: 20)
        child.school = reader.optionalObject("school").map(school)
        child.identifiers = reader.objects("identifiers", max: 2).map { identifier in
            IdentifierDraft(system: code("system", identifier), value: identifier.string("value", max: 40))
        }
        child.ethnicity = optionalCode("ethnicity", reader)
        child.language = optionalCode("language", reader)
        child.interpreterNeeded = reader.optionalBool("interpreter_needed")
        child.communicationNeeds = reader.optionalString("communication_needs", max: 1000, multiline: true)
        let send = reader.object("send")
        child.send = SendDraft(provision: code("provision", send), needs: needs(send))
        let care = reader.object("care")
        child.care = CareDraft(
            childProtectionPlan: care.bool("child_protection_plan"), childInNeed: care.bool("child_in_need"),
            childInCare: care.bool("child_in_care"))
        return child
    }

    private static func school(_ reader: FieldReader) -> SchoolDraft {
        if !reader.has("urn"), !reader.has("postcode") {
            reader.note(nil, code: "required", "Give the school's URN or its postcode, or leave the school out.")
        }
        return SchoolDraft(
            urn: reader.optionalString("urn", max: 20), postcode: reader.optionalString("postcode", max: 20))
    }

    private static func referrer(_ reader: FieldReader) -> ReferrerDraft {
        ReferrerDraft(
            name: reader.string("name", max: 200), role: reader.string("role", max: 200),
            email: reader.string("email", max: 254), telephone: reader.optionalString("telephone", max: 40))
    }

    private static func exclusion(_ reader: FieldReader) -> ExclusionDraft {
        ExclusionDraft(
            permanent: reader.bool("permanent"), daysOutOfSchool: reader.int("days_out_of_school", in: 0...1000),
            reasons: reader.strings("reasons", max: 3, maxLength: codeLength))
    }

    private static func contact(_ reader: FieldReader) -> FamilyContactDraft {
        FamilyContactDraft(
            name: reader.string("name", max: 200), relationship: reader.string("relationship", max: 100),
            telephone: reader.optionalString("telephone", max: 40), email: reader.optionalString("email", max: 254),
            parentalResponsibility: reader.optionalBool("parental_responsibility"),
            safeToContact: reader.optionalBool("safe_to_contact"), language: optionalCode("language", reader))
    }

    private static func cycle(_ reader: FieldReader) -> CycleDraft {
        CycleDraft(
            assess: reader.optionalString("assess", max: 1000, multiline: true),
            plan: reader.optionalString("plan", max: 1000, multiline: true),
            done: reader.string("do", max: 1000, multiline: true),
            review: reader.optionalString("review", max: 1000, multiline: true),
            from: optionalCode("from", reader), to: optionalCode("to", reader),
            outcome: optionalCode("outcome", reader))
    }

    private static func asks(_ reader: FieldReader) -> AsksDraft {
        AsksDraft(
            alternativeProvision: reader.bool("alternative_provision"),
            kind: optionalCode("kind", reader),
            headteacherAuthorisation: reader.optionalObject("headteacher_authorisation").map { authorisation in
                AuthorisationDraft(name: authorisation.string("name", max: 200), on: code("on", authorisation))
            },
            words: reader.optionalString("words", max: 2000, multiline: true),
            hopedOutcome: reader.optionalString("hoped_outcome", max: 2000, multiline: true))
    }

    private static func safeguarding(_ reader: FieldReader) -> SafeguardingDraft {
        SafeguardingDraft(
            immediateRisk: reader.bool("immediate_risk"),
            frontDoorReference: reader.optionalString("front_door_reference", max: 50))
    }

    private static func lawfulBasis(_ reader: FieldReader) -> LawfulBasisDraft {
        LawfulBasisDraft(
            basis: code("basis", reader), recordedOn: optionalCode("recorded_on", reader),
            source: reader.optionalString("source", max: 200))
    }

    /// Longer than any code or date: what is one, the rules know.
    private static let codeLength = 40

    private static func code(_ name: String, _ reader: FieldReader) -> String { reader.string(name, max: codeLength) }

    private static func optionalCode(_ name: String, _ reader: FieldReader) -> String? {
        reader.optionalString(name, max: codeLength)
    }

    private static func needs(_ reader: FieldReader) -> [String] {
        reader.strings("needs", max: 5, maxLength: codeLength)
    }
}
