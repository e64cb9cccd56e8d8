public import Contracts

/// What a referral has to satisfy before the hub takes it. Every rule is one function; all problems are found
/// at once. Nothing here refuses a referral for its locality or team, or for want of a diagnosis.
public enum ReferralRules {
    /// The interruption of domain rule 4.1: a child at immediate risk is never queued. It comes before every
    /// other problem, and goes away with the reference of a concern already reported to the Front Door.
    public static func interruption(_ draft: ReferralDraft) -> RuleViolation? {
        guard let safeguarding = draft.safeguarding, safeguarding.immediateRisk,
            safeguarding.frontDoorReference?.isBlank ?? true
        else { return nil }
        return RuleViolation(
            .safeguardingInterruption,
            [
                RuleProblem(
                    pointer: "/safeguarding/front_door_reference", code: "safeguarding_interruption",
                    words: "If a child is in danger now, call 999. Otherwise report it to the Front Door (MASH) now, "
                        + "then post this again with the reference they give you.")
            ])
    }

    /// Everything that is wrong with the draft, in the order of its fields; empty when nothing is.
    /// - Parameters:
    ///   - agency: who posts, by its token. Only the kind matters here.
    ///   - today: the day in the United Kingdom.
    public static func check(_ draft: ReferralDraft, agency: AgencyKind, today: CalendarDate) -> [RuleProblem] {
        var check = FieldCheck()
        names(draft.child, &check)
        age(draft.child, today, &check)
        places(draft.child, &check)
        identifiers(draft.child, &check)
        statuses(draft.child, &check)
        communication(draft.child, &check)
        family(draft.family, &check)
        referrer(draft.referrer, &check)
        source(draft.source, agency, &check)
        levelAndWhatWasTried(draft, today, &check)
        needs(draft.needs, &check)
        risks(draft.risks, &check)
        exclusion(draft.exclusion, &check)
        alternativeProvision(draft.asks, agency, today, &check)
        check.optional(draft.safeguarding?.frontDoorReference, "/safeguarding/front_door_reference", limit: 50)
        check.optional(draft.views.child, "/views/child", limit: 2000, multiline: true)
        check.optional(draft.views.family, "/views/family", limit: 2000, multiline: true)
        lawfulBasis(draft.lawfulBasis, today, &check)
        return check.problems
    }

    /// The draft as the hub uses it. Throws the interruption, or else all problems at once (`invalid`).
    public static func accept(
        _ draft: ReferralDraft, agency: Agency, today: CalendarDate
    ) throws(RuleViolation) -> CheckedReferral {
        if let interruption = interruption(draft) { throw interruption }
        let problems = check(draft, agency: agency.kind, today: today)
        guard problems.isEmpty, let checked = CheckedReferral(checked: draft, agency: agency, today: today) else {
            throw RuleViolation(.invalid, problems)
        }
        return checked
    }

    /// What is wrong with a lawful basis that takes the place of another; without a `basis`, with the record of its end.
    /// Pointers as in the body of that change.
    public static func check(_ change: LawfulBasisDraft, today: CalendarDate) -> [RuleProblem] {
        var check = FieldCheck()
        var draft = change
        // To have ended, consent needs the same proof as to have been given.
        if draft.basis.isEmpty { draft.basis = LawfulGround.consent.code }
        lawfulBasis(draft, today, &check)
        return problems(check, below: "/lawful_basis")
    }

    /// What is wrong with a headteacher's authorisation that comes later. Pointers as in its own body.
    public static func check(_ later: AuthorisationDraft, today: CalendarDate) -> [RuleProblem] {
        var check = FieldCheck()
        authorisation(later, today, &check)
        return problems(check, below: authorisationPlace)
    }

    private static func problems(_ check: FieldCheck, below place: String) -> [RuleProblem] {
        check.problems.map { problem in
            RuleProblem(
                pointer: String(problem.pointer.dropFirst(place.count)), code: problem.code, words: problem.words)
        }
    }

    // MARK: One rule each

    static func names(_ child: ChildDraft, _ check: inout FieldCheck) {
        check.text(child.givenName, "/child/given_name", limit: 100)
        check.text(child.familyName, "/child/family_name", limit: 100)
    }

    /// 0 to 18, and to 25 with special educational needs (domain section 1, row 5).
    static func age(_ child: ChildDraft, _ today: CalendarDate, _ check: inout FieldCheck) {
        guard let born = check.pastDate(child.dateOfBirth, "/child/date_of_birth", today: today),
            let age = ChildAge(bornOn: born, on: today)
        else { return }
        if age.years > 25 {
            check.add("/child/date_of_birth", "age_over_25", "The hub is for people up to 25 years old.")
        } else if age.years >= 19, child.send.provision == SendProvision.none.code {
            check.add(
                "/child/send/provision", "send_needed_from_19",
                "From 19 to 25 the hub is for people with SEN support or an education, health and care plan.")
        }
    }

    static func places(_ child: ChildDraft, _ check: inout FieldCheck) {
        check.postcode(child.homePostcode, "/child/home_postcode")
        if let urn = child.school?.urn {
            do { _ = try URN(urn) } catch {
                check.add("/child/school/urn", "not_allowed", error.words("school's URN"))
            }
        }
        check.postcode(child.school?.postcode, "/child/school/postcode")
    }

    /// UPN and NHS number, one of each at most, with their check digits (domain section 9).
    static func identifiers(_ child: ChildDraft, _ check: inout FieldCheck) {
        for (index, identifier) in child.identifiers.enumerated() {
            let pointer = "/child/identifiers/\(index)"
            if child.identifiers.prefix(index).contains(where: { $0.system == identifier.system }) {
                check.add("\(pointer)/system", "duplicate", "One identifier of each system.")
            }
            guard let system = check.code(identifier.system, "\(pointer)/system", IdentifierSystem.self) else {
                continue
            }
            do { _ = try system.normalised(identifier.value) } catch {
                let code = error == .wrongCheckCharacter ? "check_digit" : "not_allowed"
                check.add("\(pointer)/value", code, error.words(system.words))
            }
        }
    }

    static func statuses(_ child: ChildDraft, _ check: inout FieldCheck) {
        if let ethnicity = child.ethnicity { check.code(ethnicity, "/child/ethnicity", Ethnicity.self) }
        if SendProvision(code: child.send.provision) == nil {
            check.add(
                "/child/send/provision", child.send.provision.isEmpty ? "required" : "not_allowed",
                "One of: N (none), K (SEN support), E (education, health and care plan).")
        }
        check.needs(child.send.needs, "/child/send/needs")
    }

    static func referrer(_ referrer: ReferrerDraft, _ check: inout FieldCheck) {
        check.text(referrer.name, "/referrer/name", limit: 200)
        check.text(referrer.role, "/referrer/role", limit: 200)
        if referrer.email.isBlank {
            check.add("/referrer/email", "required", "The referrer always hears: an e-mail address is needed.")
        } else if !EmailAddress.isPlausible(referrer.email) {
            check.add("/referrer/email", "not_allowed", "An e-mail address, such as senco@school.example.org.")
        }
        check.telephone(referrer.telephone, "/referrer/telephone")
    }

    /// The code must be on the census list, and fit the kind of agency that posts.
    static func source(_ text: String, _ agency: AgencyKind, _ check: inout FieldCheck) {
        guard let source = check.code(text, "/source", ReferralSource.self) else { return }
        let fitting = ReferralSource.fitting(agency)
        if !fitting.contains(source) {
            let codes = ReferralSource.allCases.filter(fitting.contains).map(\.code).joined(separator: ", ")
            check.add("/source", "not_for_this_agency", "From this kind of agency, one of: \(codes).")
        }
    }

    /// Levels 3 and 4 build on what was tried before (the Graduated Pathway).
    static func levelAndWhatWasTried(_ draft: ReferralDraft, _ today: CalendarDate, _ check: inout FieldCheck) {
        check.number(draft.level, "/level", 1...4)
        check.text(draft.concerns, "/concerns", limit: 4000, multiline: true)
        if let since = draft.concernsSince { check.pastDate(since, "/concerns_since", today: today) }
        if draft.level >= 3, draft.tried.isEmpty, draft.cycles.isEmpty {
            check.add(
                "/tried", "required",
                "At levels 3 and 4, say what has been tried: here, or as cycles of Assess, Plan, Do, Review.")
        }
        check.list(draft.tried, "/tried", most: 20, limit: 500)
        cycles(draft.cycles, today, &check)
    }

    static func needs(_ needs: [String], _ check: inout FieldCheck) {
        if needs.isEmpty {
            check.add("/needs", "required", "At least one unmet need; NSA says that nobody has assessed yet.")
        }
        check.needs(needs, "/needs")
    }

    /// Who may refer into which kind of provision, and the headteacher's authorisation for the authority's own
    /// schools, recorded before anything is done (domain sections 4.4 and 7).
    static func alternativeProvision(
        _ asks: AsksDraft?, _ agency: AgencyKind, _ today: CalendarDate, _ check: inout FieldCheck
    ) {
        guard let asks else { return }
        check.optional(asks.words, "/asks/words", limit: 2000, multiline: true)
        check.optional(asks.hopedOutcome, "/asks/hoped_outcome", limit: 2000, multiline: true)
        if let given = asks.headteacherAuthorisation { authorisation(given, today, &check) }
        guard let text = asks.kind, let kind = check.code(text, "/asks/kind", ApKind.self) else { return }
        if !asks.alternativeProvision {
            check.add(
                "/asks/alternative_provision", "required",
                "A kind is named, so alternative provision must be asked for.")
        }
        if !kind.mayBeReferredInto(by: agency) {
            check.add(
                "/asks/kind", "may_not_refer",
                "Other than third sector providers, only the authority or professionals involved in the child's "
                    + "education or support can refer into alternative provision. Ask for third_sector, or name no "
                    + "kind and let the coordinator decide.")
        }
        if kind == .aps, asks.headteacherAuthorisation == nil {
            check.add(
                "/asks/headteacher_authorisation", "required",
                "A place in the authority's alternative provision school needs the headteacher's authorisation.")
        }
    }

    private static let authorisationPlace = "/asks/headteacher_authorisation"

    private static func authorisation(
        _ given: AuthorisationDraft, _ today: CalendarDate, _ check: inout FieldCheck
    ) {
        check.text(given.name, "\(authorisationPlace)/name", limit: 200)
        check.pastDate(given.on, "\(authorisationPlace)/on", today: today)
    }

    /// Consent is only a basis when it says when it was given and by whom it was recorded.
    static func lawfulBasis(_ basis: LawfulBasisDraft, _ today: CalendarDate, _ check: inout FieldCheck) {
        let ground = check.code(basis.basis, "/lawful_basis/basis", LawfulGround.self)
        if let day = basis.recordedOn {
            check.pastDate(day, "/lawful_basis/recorded_on", today: today)
        } else if ground == .consent {
            check.add("/lawful_basis/recorded_on", "required", "Say on which day consent was given.")
        }
        if let source = basis.source {
            check.text(source, "/lawful_basis/source", limit: 200)
        } else if ground == .consent {
            check.add("/lawful_basis/source", "required", "Say who recorded the consent, or where it is written.")
        }
    }
}
