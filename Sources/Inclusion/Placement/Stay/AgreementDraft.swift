public import Contracts

/// The individual agreement of a placement as posted: codes and dates still text.
public struct AgreementDraft: Sendable, Equatable {
    /// Measurable, 1 to 10; outcomes name them by their number, from 1.
    public var objectives: [String] = []
    /// The first day, an ISO 8601 date.
    public var from = ""
    /// The last day, an ISO 8601 date.
    public var to = ""
    /// The `WeekSession`s, 1 to 10.
    public var sessions: [String] = []
    /// Session times in words, such as “9:15 to 12:00”.
    public var sessionTimes = ""
    /// How the child gets there and back.
    public var transport = ""
    /// Whom to call, at least one.
    public var contacts: [AgreementContact] = []
    /// Each in words; that none is known is an answer too.
    public var risks: [String] = []
    /// What child and family think of it.
    public var views = ViewsDraft(child: nil, family: nil)
    /// How and when the child is to go back, or on.
    public var reintegration = ""
    /// A `PlacementReason`.
    public var primaryReason = ""
    /// What the parents were told, where a school directs the child off site.
    public var notice: Notice?

    /// The notice of an off-site direction (domain section 6).
    public struct Notice: Sendable, Equatable {
        /// ISO 8601 date.
        public var givenOn: String
        /// Where the child goes.
        public var address: String
        /// Whom the child reports to.
        public var reportTo: String
        /// Why.
        public var reasons: String

        /// From its parts.
        public init(givenOn: String, address: String, reportTo: String, reasons: String) {
            self.givenOn = givenOn
            self.address = address
            self.reportTo = reportTo
            self.reasons = reasons
        }
    }

    /// An empty draft.
    public init() {}

    /// The longest a placement may be agreed for, in weeks: a school year.
    public static let mostWeeks = 39
    /// School days between the notice to parents and the first day.
    public static let noticeDays = 2

    /// Everything that is wrong with it, for the offer that was accepted; empty when nothing is.
    /// - Parameters:
    ///   - isDirection: whether a school directs the child off site, so that the parents must have had notice.
    ///   - booked: what was booked for the child; `nil` where an older offer did not say.
    ///   - schoolDays: `nil` where no term dates are known.
    public func problems(
        isDirection: Bool, booked: BookedPlace?, today: CalendarDate, schoolDays: SchoolDays?
    ) -> [RuleProblem] {
        var check = FieldCheck()
        if objectives.isEmpty { check.add("/objectives", "required", "At least one objective that can be measured.") }
        check.list(objectives, "/objectives", most: 10, limit: 500)
        check.text(sessionTimes, "/session_times", limit: 500, multiline: true)
        check.text(transport, "/transport", limit: 1000, multiline: true)
        if risks.isEmpty { check.add("/risks", "required", "At least one entry; that none is known is an answer.") }
        check.list(risks, "/risks", most: 20, limit: 500)
        check.text(views.child ?? "", "/views/child", limit: 2000, multiline: true)
        check.text(views.family ?? "", "/views/family", limit: 2000, multiline: true)
        check.text(reintegration, "/reintegration", limit: 2000, multiline: true)
        check.code(primaryReason, "/primary_reason", PlacementReason.self)
        contactProblems(&check)
        let first = dayProblems(&check, booked: booked, today: today, schoolDays)
        sessionProblems(&check, booked: booked)
        noticeProblems(&check, isDirection: isDirection, first: first, today: today, schoolDays)
        return check.problems
    }

    private func contactProblems(_ check: inout FieldCheck) {
        if contacts.isEmpty { check.add("/contacts", "required", "At least one person to call.") }
        if contacts.count > 10 { check.add("/contacts", "too_many", "At most 10 entries.") }
        for (index, contact) in contacts.enumerated() {
            check.text(contact.name, "/contacts/\(index)/name", limit: 200)
            check.text(contact.role, "/contacts/\(index)/role", limit: 200)
            if contact.telephone.isEmpty, contact.email.isEmpty {
                check.add("/contacts/\(index)/telephone", "required", "A telephone number or an e-mail address.")
            }
            if !contact.telephone.isEmpty { check.telephone(contact.telephone, "/contacts/\(index)/telephone") }
            if !contact.email.isEmpty, !EmailAddress.isPlausible(contact.email) {
                check.add("/contacts/\(index)/email", "not_allowed", "An e-mail address, such as name@school.org.")
            }
        }
    }

    /// - Returns: the first day, if it is one.
    private func dayProblems(
        _ check: inout FieldCheck, booked: BookedPlace?, today: CalendarDate, _ schoolDays: SchoolDays?
    ) -> CalendarDate? {
        let (first, last) = (check.date(from, "/from"), check.date(to, "/to"))
        if let first {
            if first < today { check.add("/from", "in_the_past", "Today or later.") }
            if let schoolDays, !schoolDays.isSchoolDay(first) {
                check.add("/from", "no_school_day", "A school day: not a weekend, a holiday or outside the terms.")
            }
            if let booked, let earliest = CalendarDate(booked.from), first < earliest {
                check.add("/from", "not_booked", "The place was booked from \(PlainDate.day(earliest)).")
            }
        }
        if let last {
            if let first, !(first...max(first, first.adding(days: Self.mostWeeks * 7))).contains(last) {
                check.add("/to", "out_of_range", "From the first day to \(Self.mostWeeks) weeks later.")
            }
            if let booked, let latest = CalendarDate(booked.to), last > latest {
                check.add("/to", "not_booked", "The place was booked until \(PlainDate.day(latest)).")
            }
        }
        return first
    }

    private func sessionProblems(_ check: inout FieldCheck, booked: BookedPlace?) {
        if sessions.isEmpty { check.add("/sessions", "required", "At least one half day of the week.") }
        for (index, session) in sessions.enumerated() {
            let pointer = "/sessions/\(index)"
            if check.code(session, pointer, WeekSession.self) == nil { continue }
            if sessions.prefix(index).contains(session) { check.add(pointer, "duplicate", "Each half day once.") }
            if let booked, !booked.sessions.isEmpty, !booked.sessions.contains(session) {
                check.add(pointer, "not_booked", "No place was booked for this half day.")
            }
        }
    }

    private func noticeProblems(
        _ check: inout FieldCheck, isDirection: Bool, first: CalendarDate?, today: CalendarDate,
        _ schoolDays: SchoolDays?
    ) {
        guard let notice else {
            if isDirection {
                check.add("/notice", "required", "The school directs the child off site: what the parents were told.")
            }
            return
        }
        check.text(notice.address, "/notice/address", limit: 500, multiline: true)
        check.text(notice.reportTo, "/notice/report_to", limit: 200)
        check.text(notice.reasons, "/notice/reasons", limit: 2000, multiline: true)
        guard let given = check.pastDate(notice.givenOn, "/notice/given_on", today: today), isDirection, let first
        else { return }
        guard let latest = schoolDays?.latestNotice(before: first) else {
            check.add("/notice/given_on", "school_calendar", "The term dates before the first day are not known.")
            return
        }
        if given > latest {
            check.add(
                "/notice/given_on", "too_late",
                "Parents have notice \(Self.noticeDays) school days before: by \(PlainDate.day(latest)) at the latest.")
        }
    }

    /// What is booked.
    public var place: BookedPlace {
        var place = BookedPlace()
        (place.from, place.to, place.sessions) = (from, to, sessions)
        return place
    }

    /// What only the sealed part carries.
    public var message: AgreementDetails {
        var details = AgreementDetails()
        details.objectives = objectives
        details.sessionTimes = sessionTimes
        details.transport = transport
        details.contacts = contacts
        details.risks = risks
        details.address = notice?.address ?? ""
        details.reportTo = notice?.reportTo ?? ""
        details.reasons = notice?.reasons ?? ""
        details.childViews = views.child ?? ""
        details.familyViews = views.family ?? ""
        details.reintegration = reintegration
        return details
    }
}

extension SchoolDays {
    /// The last day on which parents can be given notice of an off-site direction that begins on `first`; `nil` where the
    /// terms handed in begin later.
    func latestNotice(before first: CalendarDate) -> CalendarDate? {
        var day = first
        for _ in 0..<AgreementDraft.noticeDays {
            guard let earlier = last(before: day) else { return nil }
            day = earlier
        }
        return day
    }
}
