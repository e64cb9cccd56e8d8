import Inclusion
import ServiceKit

/// The sessions a child was to come to in one week, and what has been reported of them.
struct AttendanceWeek: Sendable {
    /// The week's first day.
    let monday: CalendarDate
    /// Those that were agreed, from the start to today; in order.
    let sessions: [Session]
    private let reference: String

    /// A half day.
    struct Session: Sendable {
        let day: CalendarDate
        /// am or pm.
        let half: String
        /// A `SessionAttendance` that was reported.
        let mark: String?
        /// What the hub thinks the school's register would have; never filled in for anybody.
        let suggestedCode: String?

        /// Such as “Monday 7 December 2026, morning”.
        var words: String {
            "\("\(day.weekday)".startingLarge) \(PlainDate.day(day)), \(half == "am" ? "morning" : "afternoon")"
        }
    }

    /// - Parameter week: a day of the week; the week of today, or the last of the placement, without one.
    init(of placement: JSON, week: String?, today: CalendarDate) {
        let start = Self.day(placement, "started_on") ?? today
        let last = min(Self.day(placement, "until") ?? today, today)
        let monday = Self.monday(of: week.flatMap { CalendarDate($0) } ?? last)
        self.monday = monday
        reference = placement.at("reference")?.words ?? ""
        let agreed = (placement.at("sessions")?.strings ?? []).compactMap(WeekSession.init(rawValue:))
        let marks = placement.at("attendance/marks")?.items ?? []
        sessions = (0..<7).map { monday.adding(days: $0) }.filter { start <= $0 && $0 <= last }.flatMap { day in
            WeekSession.of(day).filter(agreed.contains).map { session in
                let half = String(session.code.suffix(2))
                let mark = marks.first {
                    $0.at("date")?.words == day.description && $0.at("session")?.words == half
                }
                return Session(
                    day: day, half: half, mark: mark?.at("mark")?.words,
                    suggestedCode: mark?.at("suggested_code")?.words)
            }
        }
    }

    /// Every week from the start of a placement to today or its end, the latest first.
    static func all(of placement: JSON, today: CalendarDate) -> [AttendanceWeek] {
        guard let start = day(placement, "started_on"), let until = day(placement, "until") else { return [] }
        let (first, last) = (monday(of: start), monday(of: min(until, today)))
        guard first <= last else { return [] }
        return (0...first.days(until: last) / 7).reversed().map {
            AttendanceWeek(of: placement, week: first.adding(days: $0 * 7).description, today: today)
        }
    }

    /// How many of its sessions were reported.
    var reported: Int { sessions.count { $0.mark != nil } }

    /// The first day of a day's week.
    static func monday(of day: CalendarDate) -> CalendarDate { day.adding(days: 1 - day.weekday.rawValue) }

    private static func day(_ placement: JSON, _ name: String) -> CalendarDate? {
        placement.at(name)?.words.flatMap { CalendarDate($0) }
    }

    /// A question for each session. What stays empty is not sent.
    var page: FormPage {
        FormPage(
            heading: "Attendance in the week of \(PlainDate.day(monday))", caption: reference,
            explains: sessions.isEmpty
                ? ["No session of the agreement has come in this week."]
                : [
                    "Leave empty what you cannot say yet, and what is right as it was reported.",
                    "The code is the one the school's register has, if you know it. Once you have said whether the child "
                        + "came, a code is suggested beside the session; the school decides.",
                ],
            fields: sessions.enumerated().flatMap(fields), button: "Report attendance")
    }

    private func fields(_ index: Int, _ session: Session) -> [Field] {
        let name = "\(session.day)-\(session.half)"
        let reported = session.mark.map { "Reported: \(SessionAttendance(rawValue: $0)?.words ?? $0)" }
        let suggested = session.suggestedCode.map { "Suggested: \($0)" }
        return [
            Field("\(name)-date", "", .fixed(session.day.description), at: "/marks/\(index)/date"),
            Field("\(name)-session", "", .fixed(session.half), at: "/marks/\(index)/session"),
            Field(
                name, session.words, .radios(.all(of: SessionAttendance.self)), at: "/marks/\(index)/mark",
                hint: reported, isOptional: true),
            Field(
                "\(name)-code", "Register code, \(session.words)", .text(.number), at: "/marks/\(index)/code",
                hint: suggested, isOptional: true),
        ]
    }
}
