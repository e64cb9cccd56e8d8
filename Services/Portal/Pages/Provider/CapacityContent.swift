import Inclusion
import ServiceKit

/// A provision's places in words: one week half day by half day, and what they are made of.
struct CapacityContent: Sendable {
    let json: JSON
    let id: String
    let monday: CalendarDate
    /// Half days from today on for which more children are booked than there are places.
    let overBooked: [HalfDay]

    /// What is held, taken and free in one.
    struct HalfDay: Sendable {
        let day: CalendarDate
        let session: WeekSession
        let places, held, taken, free: Int

        /// Every half day of an answer about capacity.
        static func all(_ capacity: JSON) -> [HalfDay] {
            (capacity.at("days")?.items ?? []).flatMap { day in
                (day.at("sessions")?.items ?? []).compactMap { half in
                    guard let date = day.at("date")?.words.flatMap({ CalendarDate($0) }),
                        let session = half.at("session")?.words.flatMap(WeekSession.init(rawValue:))
                    else { return nil }
                    func number(_ name: String) -> Int { half.at(name)?.number ?? 0 }
                    return HalfDay(
                        day: date, session: session, places: number("places"), held: number("held"),
                        taken: number("taken"), free: number("free"))
                }
            }
        }

        var isOverBooked: Bool { held + taken > places }

        /// Such as “Monday morning, 7 December 2026”.
        var words: String { "\(session.words), \(PlainDate.day(day))" }
    }

    var blocks: [Block] { [over, week, weeks, part(.rules), part(.closures)].compactMap { $0 } }

    private var over: Block? {
        guard !overBooked.isEmpty else { return nil }
        var block = Block.table(
            table(
                "over-booked", "Half days from today on with more children booked than there are places", overBooked),
            heading: "Too few places")
        block.warning =
            "On \(RequestContent.count(overBooked.count, "half day")) more children are booked than there are places. "
            + "They stay booked. Speak to the coordinator if you cannot have them."
        return block
    }

    private var week: Block {
        var block = Block.table(
            table(
                "week", "Week of \(PlainDate.day(monday)), half day by half day",
                HalfDay.all(json).filter { monday <= $0.day && $0.day < monday.adding(days: 7) }),
            heading: "Week of \(PlainDate.day(monday))")
        if json.at("set_by_provider") != .bool(true) {
            block.inset =
                "You have not set your places yet: until you do, the number of places in your entry counts for every "
                + "half day. The first places you add here take its place."
        }
        return block
    }

    private func table(_ name: String, _ caption: String, _ halfDays: [HalfDay]) -> PageTable {
        PageTable(
            id: name, caption: caption,
            columns: [
                .init("Half day"), .init("Places", isNumber: true), .init("Held", isNumber: true),
                .init("Taken", isNumber: true), .init("Free", isNumber: true), .init("In words"),
            ],
            rows: halfDays.map { half in
                .init([
                    .init(half.words), .init("\(half.places)", isNumber: true), .init("\(half.held)", isNumber: true),
                    .init("\(half.taken)", isNumber: true), .init("\(half.free)", isNumber: true),
                    .init(Self.words(half)),
                ])
            }, emptyWords: "There are no places in this week: closed, holidays, or nothing is set.")
    }

    private static func words(_ half: HalfDay) -> String {
        if half.isOverBooked {
            return "\(half.held + half.taken - half.places) too many"
        }
        return half.free > 0 ? "\(half.free) free" : "Full"
    }

    private var weeks: Block {
        .links([
            PageLink(address: address(-7), words: "The week before"),
            PageLink(address: address(7), words: "The week after"),
        ])
    }

    private func address(_ days: Int) -> String { "/capacity/\(id)?week=\(monday.adding(days: days))" }

    private func part(_ part: CapacityPart) -> Block {
        let items = json.at(part.rawValue)?.items ?? []
        let isRules = part == .rules
        var block = Block.table(
            PageTable(
                id: part.rawValue, caption: isRules ? "Places you have set" : "Days when you are closed",
                columns: [.init(isRules ? "Places" : "Days"), .init("Change"), .init("Take away")],
                rows: items.enumerated().map { index, item in
                    .init([
                        .init(part.words(item)),
                        .init("Change", address: "/capacity/\(id)/\(part.rawValue)/\(index)"),
                        .init("Take away", address: "/capacity/\(id)/\(part.rawValue)/\(index)/removal"),
                    ])
                },
                emptyWords: isRules ? "You have set no places." : "You have said of no school day that you are closed."
            ), heading: isRules ? "Places" : "Closed")
        block.buttons = [
            PageButton(
                address: "/capacity/\(id)/\(part.rawValue)/new",
                words: isRules ? "Add places" : "Add days when you are closed", isSecond: !isRules)
        ]
        return block
    }
}
