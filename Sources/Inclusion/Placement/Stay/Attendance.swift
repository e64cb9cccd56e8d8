public import Contracts

/// Whether a child came to a session.
public enum SessionAttendance: String, Coded {
    case present, late
    case absentAuthorised = "absent_authorised"
    case absentUnauthorised = "absent_unauthorised"
    case notRequired = "not_required"

    /// As people say it.
    public var words: String {
        switch self {
        case .present: "present"
        case .late: "late"
        case .absentAuthorised: "absent with leave"
        case .absentUnauthorised: "absent without leave"
        case .notRequired: "not expected"
        }
    }

    /// Whether the child was there.
    public var isAttended: Bool { self == .present || self == .late }
}

/// Codes of a school's attendance register (School Attendance Regulations 2024).
public enum RegisterCode {
    /// Every code that may be entered.
    public static let all: Set<String> = [
        "/", "\\", "L", "K", "V", "P", "W", "B", "D", "C", "C1", "C2", "J1", "S", "X", "M", "R", "I", "T", "E", "Q",
        "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "G", "N", "O", "U", "Z", "#",
    ]

    /// The code that the school's register would have for that mark (domain section 7); `nil` where only the school can
    /// know. A suggestion: what is entered is for the school to say.
    /// - Parameter kind: what the child attends; `nil` where it is not known.
    public static func suggestion(
        for attendance: SessionAttendance, in agreed: PlacementAgreed, at kind: ApKind?
    ) -> String? {
        switch attendance {
        case .present, .late:
            if agreed.agency.kind == .localAuthority || agreed.facts.permanentlyExcluded { return "K" }
            let isSchool = kind == .aps || kind == .apFreeSchool || kind == .hospitalEducation
            return isSchool && agreed.registration == Registration.dual.code ? "D" : "B"
        case .notRequired: return "C2"
        case .absentUnauthorised: return "O"
        case .absentAuthorised: return nil
        }
    }
}

/// Marks of sessions as posted: codes and dates still text.
public struct SessionMarksDraft: Sendable, Equatable {
    /// 1 to 100, each session once.
    public var marks: [Mark]

    /// Of one session.
    public struct Mark: Sendable, Equatable {
        /// ISO 8601 date.
        public var date: String
        /// am or pm.
        public var session: String
        /// A `SessionAttendance`.
        public var attendance: String
        /// What the recorder enters in the register; empty when nothing yet.
        public var code: String

        /// From its parts.
        public init(date: String, session: String, attendance: String, code: String = "") {
            self.date = date
            self.session = session
            self.attendance = attendance
            self.code = code
        }
    }

    /// From its parts.
    public init(marks: [Mark]) { self.marks = marks }

    /// Everything that is wrong with it as a report about that placement; empty when nothing is.
    public func problems(of placement: Placement, today: CalendarDate, schoolDays: SchoolDays?) -> [RuleProblem] {
        var check = FieldCheck()
        if marks.isEmpty { check.add("/marks", "required", "At least one session.") }
        if marks.count > 100 { check.add("/marks", "too_many", "At most 100 entries.") }
        for (index, mark) in marks.enumerated() {
            let pointer = "/marks/\(index)"
            check.code(mark.attendance, "\(pointer)/mark", SessionAttendance.self)
            if !mark.code.isEmpty, !RegisterCode.all.contains(mark.code) {
                check.add("\(pointer)/code", "not_allowed", "A code of the school's register, such as B, D or K.")
            }
            sessionProblems(mark, pointer, &check, placement, today, schoolDays)
            if marks.prefix(index).contains(where: { $0.date == mark.date && $0.session == mark.session }) {
                check.add(pointer, "duplicate", "Each session once.")
            }
        }
        return check.problems
    }

    private func sessionProblems(
        _ mark: Mark, _ pointer: String, _ check: inout FieldCheck, _ placement: Placement, _ today: CalendarDate,
        _ schoolDays: SchoolDays?
    ) {
        guard let day = check.pastDate(mark.date, "\(pointer)/date", today: today) else { return }
        if mark.date < placement.started?.startedOn ?? "" || mark.date > placement.until {
            check.add("\(pointer)/date", "out_of_range", "From the start of the placement to its last day.")
        } else if let schoolDays, !schoolDays.isSchoolDay(day) {
            check.add(
                "\(pointer)/date", "no_school_day", "A school day: not a weekend, a holiday or outside the terms.")
        }
        guard ["am", "pm"].contains(mark.session) else {
            check.add("\(pointer)/session", "not_allowed", "One of: am, pm.")
            return
        }
        let isAgreed = placement.agreed.place.sessions.compactMap(WeekSession.init(rawValue:)).contains {
            $0.weekday == day.weekday && $0.code.hasSuffix(mark.session)
        }
        if !isAgreed {
            check.add("\(pointer)/session", "not_agreed", "A half day that was agreed for the child.")
        }
    }

    /// The marks as they are kept, each with the code the hub suggests.
    func messages(for agreed: PlacementAgreed, at kind: ApKind?) -> [SessionMark] {
        marks.map { mark in
            var message = SessionMark()
            message.date = mark.date
            message.session = mark.session
            message.mark = mark.attendance
            message.code = mark.code
            if let attendance = SessionAttendance(rawValue: mark.attendance) {
                message.suggestedCode = RegisterCode.suggestion(for: attendance, in: agreed, at: kind) ?? ""
            }
            return message
        }
    }
}
