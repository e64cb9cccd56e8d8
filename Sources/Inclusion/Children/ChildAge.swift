public import Contracts

/// What follows from a date of birth on a given day, in England.
public struct ChildAge: Sendable, Hashable {
    /// When the child was born.
    public let dateOfBirth: CalendarDate
    /// The day in the United Kingdom.
    public let today: CalendarDate

    /// `nil` when the date of birth lies after today.
    public init?(bornOn dateOfBirth: CalendarDate, on today: CalendarDate) {
        guard dateOfBirth <= today else { return nil }
        self.dateOfBirth = dateOfBirth
        self.today = today
    }

    /// Age in completed years. Who was born on 29 February turns a year older on 1 March of other years.
    public var years: Int {
        let hadBirthday = (today.month, today.day) >= (dateOfBirth.month, dateOfBirth.day)
        return today.year - dateOfBirth.year - (hadBirthday ? 0 : 1)
    }

    /// The band routing looks at. Whether somebody of 19 to 25 has special educational needs is another
    /// question, asked by `ReferralRules`; from 26 on there is no band.
    public var band: AgeBand {
        if years >= 26 { return .unspecified }
        if years >= 19 { return .adultSend }
        let schoolAge = CompulsorySchoolAge(bornOn: dateOfBirth)
        if today < schoolAge.begins { return .earlyYears }
        return today <= schoolAge.ends ? .schoolAge : .post16
    }

    /// National curriculum year: 0 is Reception, 1 to 13 the years after; negative before Reception.
    /// The year a child belongs to by age; a school may place it elsewhere.
    public var nationalCurriculumYear: Int {
        // Reception begins in the September after the fourth birthday.
        SchoolYear(containing: today).startYear - SchoolYear(containing: dateOfBirth).startYear - 5
    }

    /// The key stage of that year.
    public var keyStage: KeyStage {
        switch nationalCurriculumYear {
        case ...0: .earlyYears
        case 1...2: .keyStage1
        case 3...6: .keyStage2
        case 7...9: .keyStage3
        case 10...11: .keyStage4
        case 12...14: .keyStage5
        default: .unspecified
        }
    }
}

/// The span in which a child must be educated (Education Act 1996, section 8).
public struct CompulsorySchoolAge: Sendable, Hashable {
    /// The prescribed day (31 March, 31 August, 31 December) on or next after the fifth birthday.
    public let begins: CalendarDate
    /// The last Friday in June of the school year in which the child turns 16; that day still counts.
    public let ends: CalendarDate

    /// For a child born on that day.
    public init(bornOn dateOfBirth: CalendarDate) {
        let fifth = Self.birthday(5, of: dateOfBirth)
        let prescribed = [(fifth.year, 3), (fifth.year, 8), (fifth.year, 12)].compactMap { year, month in
            CalendarDate(year: year, month: month, day: 31)
        }
        begins = prescribed.first { $0 >= fifth } ?? fifth

        let school = SchoolYear(containing: Self.birthday(16, of: dateOfBirth))
        let endOfJune = CalendarDate(year: school.startYear + 1, month: 6, day: 30) ?? school.last
        ends = endOfJune.adding(days: -((endOfJune.weekday.rawValue + 2) % 7))
    }

    /// The day on which somebody completes that many years.
    static func birthday(_ years: Int, of dateOfBirth: CalendarDate) -> CalendarDate {
        let year = dateOfBirth.year + years
        return CalendarDate(year: year, month: dateOfBirth.month, day: dateOfBirth.day)
            ?? CalendarDate(year: year, month: 3, day: 1) ?? dateOfBirth
    }
}

/// 1 September to 31 August.
public struct SchoolYear: Sendable, Hashable {
    /// The year in which it starts.
    public let startYear: Int

    /// The school year that day lies in.
    public init(containing date: CalendarDate) {
        startYear = date.month >= 9 ? date.year : date.year - 1
    }

    /// 31 August.
    public var last: CalendarDate {
        CalendarDate(year: startYear + 1, month: 8, day: 31) ?? CalendarDate(dayNumber: .max)
    }
}
