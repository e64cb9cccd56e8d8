import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// A provider's places, week by week, and the forms that set them.
struct CapacityPages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let now: @Sendable () -> Date

    var routes: [PageRoute] {
        [
            .get("/capacity", for: .provider, answer: list), .get("/capacity/{id}", for: .provider, answer: one),
            .get("/capacity/{id}/{part}/{place}", for: .provider) { try await ask($0, removing: false) },
            .post("/capacity/{id}/{part}/{place}", for: .provider) { try await act($0, removing: false) },
            .get("/capacity/{id}/{part}/{place}/removal", for: .provider) { try await ask($0, removing: true) },
            .post("/capacity/{id}/{part}/{place}/removal", for: .provider) { try await act($0, removing: true) },
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let own = try await OwnProvisions.read(calls, visit)
        let table = PageTable(
            id: "provisions", caption: "Your provisions, and their places today",
            columns: [
                .init("Provision"), .init("Places", isNumber: true), .init("Taken", isNumber: true),
                .init("Held", isNumber: true), .init("Free", isNumber: true),
            ],
            rows: own.items.map { provision in
                .init(
                    [
                        .init(
                            provision.at("name")?.words ?? "",
                            address: "/capacity/\(provision.at("id")?.words ?? "")")
                    ]
                        + ["total", "taken", "held", "free"].map {
                            .init("\(provision.at("places/\($0)")?.number ?? 0)", isNumber: true)
                        })
            }, emptyWords: OwnProvisions.emptyWords)
        return press.page(
            PageBody(heading: "Our places", blocks: [.table(table)]), for: visit.session, in: .capacity)
    }

    /// Days looked ahead for half days with too few places: as many as the matcher shows at once.
    private static let daysAhead = 99

    private func one(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let today = LondonTime.day(of: now())
        let monday = AttendanceWeek.monday(of: visit.query("week").flatMap { CalendarDate($0) } ?? today)
        let week = try await read(id, monday...monday.adding(days: 6), visit)
        let ahead = try await read(id, today...today.adding(days: Self.daysAhead), visit)
        let content = CapacityContent(
            json: week.json, id: id, monday: monday,
            overBooked: CapacityContent.HalfDay.all(ahead.json).filter(\.isOverBooked))
        return press.page(
            PageBody(
                caption: try await name(of: id, visit), heading: "Our places", notice: notice(visit),
                blocks: content.blocks, back: PageLink(address: "/capacity", words: "All our provisions")),
            for: visit.session, in: .capacity)
    }

    /// What the matcher said when the calendar was set.
    private func notice(_ visit: Visit) -> String? {
        guard visit.query("done") == "set" else { return nil }
        guard let over = visit.query("over").flatMap({ Int($0) }), over > 0 else { return CapacityPart.done }
        return CapacityPart.done
            + " On \(RequestContent.count(over, "half day")) more children are booked than there are places now."
    }

    private func read(_ id: String, _ days: ClosedRange<CalendarDate>, _ visit: Visit) async throws -> HubAnswer {
        try await calls.get(
            "/v1/provisions/\(id)/capacity?from=\(days.lowerBound)&to=\(days.upperBound)", from: .matcher, for: visit)
    }

    private func name(of id: String, _ visit: Visit) async throws -> String? {
        try await calls.get("/v1/provisions/\(id)", from: .matcher, for: visit).json.at("name")?.words
    }

    // MARK: Setting

    private func ask(_ visit: Visit, removing: Bool) async throws -> Response {
        let changing = try await changing(visit, removing: removing)
        return changing.form.show(visit, filled: changing.filled)
    }

    private func act(_ visit: Visit, removing: Bool) async throws -> Response {
        let changing = try await changing(visit, removing: removing)
        let (form, id) = (changing.form, try visit.id())
        let missing = form.page.missing(in: visit.form)
        guard missing.isEmpty else { return form.show(visit, errors: missing) }
        // The calendar is set whole: put into another than was looked at, the answers would undo what somebody else set.
        if let version = visit.form.version, version != form.version {
            if !removing, changing.isThereAlready(visit.form) {
                return PagePress.redirect(to: "/capacity/\(id)?done=set")
            }
            return form.show(visit, stale: AskedForm.words(of: []))
        }
        let answer = try await calls.put(
            "/v1/provisions/\(id)/capacity", form.page.body(of: visit.form, over: form.base) ?? form.base,
            to: .matcher, version: form.version, key: visit.form.key, for: visit)
        return try form.follow(answer, visit) { set in
            let over = set.json.at("over_booked")?.count ?? 0
            return "/capacity/\(id)?done=set" + (over > 0 ? "&over=\(over)" : "")
        }
    }

    /// The form that changes one part of a calendar.
    private struct Changing {
        let part: CapacityPart
        let form: AskedForm
        let filled: Form
        /// Everything of that part, as it is now.
        let items: [JSON]

        /// Whether what is filled in is set: then the same form came before.
        func isThereAlready(_ answers: Form) -> Bool {
            let asked = form.page.body(of: answers)?.at("\(part.rawValue)/0")
            return asked.map { asked in items.contains { part.words($0) == part.words(asked) } } ?? false
        }
    }

    /// - Throws: ``Problem`` 404 for a part or a place there is not.
    private func changing(_ visit: Visit, removing: Bool) async throws -> Changing {
        let (id, place) = (try visit.id(), try visit.word("place"))
        guard let part = CapacityPart(rawValue: try visit.word("part")) else { throw Problem.notFound() }
        let today = LondonTime.day(of: now())
        let read = try await read(id, today...today, visit)
        let calendar = CapacityPart.calendar(read.json)
        let items = calendar.at(part.rawValue)?.items ?? []
        let isNew = place == "new" && !removing
        guard isNew || Int(place).map(items.indices.contains) == true else { throw Problem.notFound() }
        let index = isNew ? items.count : Int(place) ?? 0
        let page = removing ? part.removal(items[index]) : part.page(index, isNew: isNew)
        let filled = page.form(filledWith: calendar)
        // A part is set anew: what is left empty now is not kept from before.
        var others = items
        if removing { others.remove(at: index) } else if !isNew { others[index] = .object([]) }
        let base = calendar.setting(.array(others), at: "/\(part.rawValue)")
        let form = AskedForm(
            page: page, action: visit.request.uri.path, caption: "Our places",
            back: PageLink(address: "/capacity/\(id)", words: "Our places"), version: read.version, base: base,
            area: .capacity, press: press)
        return Changing(part: part, form: form, filled: filled, items: items)
    }
}

/// The provisions of the organisation of whoever looks.
enum OwnProvisions {
    static let emptyWords =
        "The directory has no provision of your organisation. Ask the authority's team for alternative provision to add it."

    /// - Throws: as ``HubCalls/get(_:from:for:)``
    static func read(_ calls: HubCalls, _ visit: Visit) async throws -> WholeList {
        var list = try await calls.list("/v1/provisions", from: .matcher, for: visit)
        list.items.removeAll { $0.at("provider/id")?.words != visit.person.organisation }
        return list
    }
}
