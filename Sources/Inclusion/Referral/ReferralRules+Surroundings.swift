/// The rules about what surrounds the child: family, what was tried in cycles, risks. Nothing of it is required of
/// everybody, but what is given has to hold.
extension ReferralRules {
    static func communication(_ child: ChildDraft, _ check: inout FieldCheck) {
        check.optional(child.preferredName, "/child/preferred_name", limit: 100)
        if let sex = child.sex { check.code(sex, "/child/sex", Sex.self) }
        check.language(child.language, "/child/language")
        check.optional(child.communicationNeeds, "/child/communication_needs", limit: 1000, multiline: true)
    }

    static func family(_ contacts: [FamilyContactDraft], _ check: inout FieldCheck) {
        if contacts.count > 6 { check.add("/family", "too_many", "At most 6 entries.") }
        for (index, contact) in contacts.enumerated() {
            let pointer = "/family/\(index)"
            check.text(contact.name, "\(pointer)/name", limit: 200)
            check.text(contact.relationship, "\(pointer)/relationship", limit: 100)
            check.telephone(contact.telephone, "\(pointer)/telephone")
            if let email = contact.email, !EmailAddress.isPlausible(email) {
                check.add("\(pointer)/email", "not_allowed", "An e-mail address, such as parent@home.example.org.")
            }
            check.language(contact.language, "\(pointer)/language")
        }
    }

    static func cycles(_ cycles: [CycleDraft], _ today: CalendarDate, _ check: inout FieldCheck) {
        if cycles.count > 10 { check.add("/cycles", "too_many", "At most 10 entries.") }
        for (index, cycle) in cycles.enumerated() {
            let pointer = "/cycles/\(index)"
            check.optional(cycle.assess, "\(pointer)/assess", limit: 1000, multiline: true)
            check.optional(cycle.plan, "\(pointer)/plan", limit: 1000, multiline: true)
            check.text(cycle.done, "\(pointer)/do", limit: 1000, multiline: true)
            check.optional(cycle.review, "\(pointer)/review", limit: 1000, multiline: true)
            let from = cycle.from.flatMap { check.pastDate($0, "\(pointer)/from", today: today) }
            let to = cycle.to.flatMap { check.pastDate($0, "\(pointer)/to", today: today) }
            if let from, let to, to < from {
                check.add("\(pointer)/to", "before_start", "This day lies before the one on which it began.")
            }
            if let outcome = cycle.outcome { check.code(outcome, "\(pointer)/outcome", CycleOutcome.self) }
        }
    }

    static func risks(_ risks: [RiskDraft], _ check: inout FieldCheck) {
        if risks.count > 10 { check.add("/risks", "too_many", "At most 10 entries.") }
        for (index, risk) in risks.enumerated() {
            check.code(risk.kind, "/risks/\(index)/kind", RiskKind.self)
            check.text(risk.words, "/risks/\(index)/words", limit: 1000, multiline: true)
        }
    }

    /// Up to three reasons for each exclusion, as in the school census.
    static func exclusion(_ exclusion: ExclusionDraft?, _ check: inout FieldCheck) {
        guard let exclusion else { return }
        check.number(exclusion.daysOutOfSchool, "/exclusion/days_out_of_school", 0...1000)
        if exclusion.reasons.count > 3 { check.add("/exclusion/reasons", "too_many", "At most 3 entries.") }
        for (index, reason) in exclusion.reasons.enumerated() {
            check.code(reason, "/exclusion/reasons/\(index)", ExclusionReason.self)
            if exclusion.reasons.prefix(index).contains(reason) {
                check.add("/exclusion/reasons/\(index)", "duplicate", "Each reason once.")
            }
        }
    }
}
