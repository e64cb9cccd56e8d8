public import Contracts

/// A coordinator's decision to look for alternative provision, as posted: codes and dates still text.
public struct ApPlacementDraft: Sendable, Equatable {
    /// A `PlacementPurpose`.
    public var purpose = ""
    /// The purpose in words.
    public var purposeWords = ""
    /// Measurable; at least one.
    public var objectives: [String] = []
    /// ISO 8601 date, today or later.
    public var wantedStart = ""
    /// 1 to 39.
    public var weeks = 0
    /// 1 to 10; a session is a morning or an afternoon.
    public var sessionsAWeek = 0
    /// `nil`: any kind.
    public var apKind: String?
    /// Why this, in words.
    public var reason = ""
    /// Whether the child is about to be excluded: then every other option was exhausted first.
    public var exclusionNear = false
    /// What goes on record.
    public var record = DecisionRecordDraft()
    /// The meeting that decided; `nil`: the coordinator did outside one. UUID text.
    public var meetingID: String?
    /// Provisions that must not be asked (not with another child, the family's wish).
    public var excludedProvisions: [String] = []
    /// Provisions the child wishes for.
    public var wishedProvisions: [String] = []
    /// Provisions that know the child.
    public var knownProvisions: [String] = []
    /// A `Registration`: with a school that goes on having the child on its roll, dual.
    public var registration = Registration.dual.code
    /// What the provider has to know to keep everybody safe, each in words; empty: what the referral says.
    public var risks: [String] = []
    /// How the child would get there; `nil` when nothing is known yet.
    public var transport: String?
    /// How and when the child is to go back, or on; `nil` when nothing is known yet.
    public var reintegration: String?

    /// An empty draft.
    public init() {}

    /// Everything that is wrong with it, for that case; empty when nothing is.
    /// - Parameters:
    ///   - today: the day in the United Kingdom.
    ///   - meeting: the one it names, as it is now.
    public func problems(for file: CaseFile, today: CalendarDate, meeting: Meeting? = nil) -> [RuleProblem] {
        var check = FieldCheck()
        check.code(purpose, "/purpose", PlacementPurpose.self)
        check.text(purposeWords, "/purpose_words", limit: 2000, multiline: true)
        if objectives.isEmpty { check.add("/objectives", "required", "At least one objective that can be measured.") }
        check.list(objectives, "/objectives", most: 10, limit: 500)
        if let start = check.date(wantedStart, "/wanted_start"), start < today {
            check.add("/wanted_start", "in_the_past", "Today or later.")
        }
        check.number(weeks, "/weeks", 1...39)
        check.number(sessionsAWeek, "/sessions_a_week", 1...10)
        kindProblems(for: file, &check)
        check.text(reason, "/reason", limit: 2000, multiline: true)
        if excludedProvisions.count > 50 { check.add("/excluded_provisions", "too_many", "At most 50 entries.") }
        for (list, pointer) in [(wishedProvisions, "/wished_provisions"), (knownProvisions, "/known_provisions")]
        where list.count > 10 { check.add(pointer, "too_many", "At most 10 entries.") }
        check.code(registration, "/registration", Registration.self)
        check.list(risks, "/risks", most: 20, limit: 500)
        check.optional(transport, "/transport", limit: 1000, multiline: true)
        check.optional(reintegration, "/reintegration", limit: 2000, multiline: true)
        record.problems(&check)
        if exclusionNear { record.exclusionProblems(&check) }
        check.meeting(meetingID, meeting, of: file)
        return check.problems
    }

    /// Domain sections 4.4 and 7: a kind must be open to one of the agencies that asked, and the authority's own school
    /// needs the headteacher's authorisation: a referral that asked for that kind carries it, or it came later.
    private func kindProblems(for file: CaseFile, _ check: inout FieldCheck) {
        guard let apKind, let kind = check.code(apKind, "/ap_kind", ApKind.self) else { return }
        if !kind.mayBeReferredInto(by: file.askingAgency.kind) {
            check.add(
                "/ap_kind", "may_not_refer", "The agency that referred can do so only into third sector provision.")
        }
        if kind == .aps, !file.referrals.contains(where: { $0.left == nil && $0.headteacherAuthorised }) {
            check.add(
                "/ap_kind", "headteacher_authorisation",
                "A place in the authority's alternative provision school needs the headteacher's authorisation, "
                    + "and the referral has none.")
        }
    }

    /// What the provider is told, to be sealed with the child's key.
    /// - Parameter details: what the referrer wrote, opened; it gives the child's name and what was tried.
    public func brief(from details: ReferralDetails) -> PlacementBrief {
        var brief = PlacementBrief()
        brief.givenName = details.child.givenName
        brief.familyName = details.child.familyName
        brief.dateOfBirth = details.child.dateOfBirth
        brief.purpose = purposeWords
        brief.objectives = objectives
        brief.tried = details.whatWasTried
        brief.childViews = record.views.child ?? ""
        brief.familyViews = record.views.family ?? ""
        brief.reason = reason
        brief.risks = risks.isEmpty ? details.risks.map(\.words) : risks
        brief.transport = transport ?? ""
        brief.reintegration = reintegration ?? ""
        brief.communicationNeeds = details.child.communicationNeeds
        return brief
    }

    /// What the census asks of the child, to be sealed apart from the brief: no provider reads it.
    /// - Parameter details: what the referrer wrote, opened.
    public func census(from details: ReferralDetails, _ facts: CodedFacts) -> CensusChild {
        let child = details.child
        func number(_ system: String) -> String { child.identifiers.first { $0.system == system }?.value ?? "" }
        var census = CensusChild()
        census.upn = number(IdentifierSystem.upn.code)
        census.givenName = child.givenName
        census.familyName = child.familyName
        census.dateOfBirth = child.dateOfBirth
        census.sex = child.sex
        census.ethnicity = child.ethnicity
        census.senProvision = facts.sendProvision.code
        census.homePostcode = child.homePostcode
        census.schoolUrn = child.schoolUrn
        return census
    }

    /// What goes on record, to be sealed.
    public var recordMessage: DecisionRecord { record.message(why: reason) }
}
