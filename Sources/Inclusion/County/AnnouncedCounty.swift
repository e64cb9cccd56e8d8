public import Contracts

/// What everybody has been told of the county: which localities there are, what they are called, and when there is school.
public struct AnnouncedCounty: Aggregate, Equatable {
    /// Name and version of the county's data.
    public let label: String
    /// Without the named queues.
    public let localities: [Locality]
    /// `nil` where it was announced before calendars were.
    public let calendar: SchoolCalendar?

    /// The state after `event`. What is about anything else changes nothing.
    public static func evolve(_ state: AnnouncedCounty?, _ event: CaseEvent) -> AnnouncedCounty? {
        guard case .countyAnnounced(let announced) = event else { return state }
        return AnnouncedCounty(
            label: announced.label, localities: announced.localities.map(Locality.init),
            calendar: announced.hasCalendar ? SchoolCalendar(announced.calendar) : nil)
    }

    /// What is to be told when that county counts; nothing when it has been told last.
    public static func decide(_ state: AnnouncedCounty?, _ county: County) -> [CaseEvent] {
        let new = AnnouncedCounty(label: county.label, localities: county.localities, calendar: county.calendar)
        guard state != new else { return [] }
        var announced = CountyAnnounced()
        announced.label = county.label
        announced.localities = county.localities.map { locality in
            var told = CountyLocality()
            (told.code, told.name, told.owner) = (locality.code, locality.name, locality.owner)
            return told
        }
        announced.calendar = county.calendar.announced
        return [.countyAnnounced(announced)]
    }
}

extension SchoolCalendar {
    /// As it was announced; `nil` where its last day is no day. Other days that are none are left out.
    public init?(_ announced: AnnouncedCalendar) {
        guard let ends = CalendarDate(announced.ends) else { return nil }
        func days(_ texts: [String]) -> Set<CalendarDate> { Set(texts.compactMap { CalendarDate($0) }) }
        let terms = announced.terms.compactMap { term -> SchoolTerm? in
            guard let first = CalendarDate(term.first), let last = CalendarDate(term.last), first <= last else {
                return nil
            }
            return SchoolTerm(name: term.name, first: first, last: last)
        }
        self.init(
            ends: ends, terms: terms, closures: days(announced.closures), extraHolidays: days(announced.extraHolidays))
    }

    /// As it is announced.
    var announced: AnnouncedCalendar {
        var calendar = AnnouncedCalendar()
        calendar.ends = ends.description
        calendar.terms = terms.map { term in
            var told = AnnouncedTerm()
            (told.name, told.first, told.last) = (term.name, term.first.description, term.last.description)
            return told
        }
        calendar.closures = closures.map(\.description).sorted()
        calendar.extraHolidays = extraHolidays.map(\.description).sorted()
        return calendar
    }
}

extension Locality {
    /// As it was announced.
    public init(_ announced: CountyLocality) {
        self.init(code: announced.code, name: announced.name, owner: announced.owner)
    }
}
