import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// The meetings of the forums: the calendar, an agenda to work from and to print, who is there, and the papers.
struct MeetingPages: Sendable {
    let calls: HubCalls
    let press: PagePress

    /// Meetings as things that are moved.
    static let meetings = MovingThing(
        service: .router, collection: "/v1/meetings", address: "/meetings", roles: [.coordinator],
        moves: MeetingMoves.all,
        caption: {
            [$0.at("forum/name")?.words, $0.at("meets_on")?.time?.words].compactMap { $0 }.joined(separator: ", ")
        })

    var routes: [PageRoute] {
        [
            .get("/meetings", for: .coordinator, .forumMember, answer: list),
            .get("/meetings/{id}", for: .coordinator, .forumMember, answer: one),
            .get("/meetings/{id}/papers/{case}", for: .coordinator, .forumMember, answer: paper),
        ] + MovePages(thing: Self.meetings, calls: calls, press: press).routes
    }

    private func list(_ visit: Visit) async throws -> Response {
        let page = try await calls.page("/v1/meetings", from: .router, for: visit)
        let rows = page.items.map { meeting in
            PageTable.Row([
                .init(
                    meeting.at("starts_at")?.time?.words ?? "", address: "/meetings/\(meeting.at("id")?.words ?? "")"),
                .init(meeting.at("forum/name")?.words ?? "", aside: meeting.at("locality/name")?.words),
                .init(meeting.at("place")?.words ?? ""),
                .init(meeting.at("papers_by")?.time?.words ?? ""),
                .init(meeting.at("status")?.words(as: MeetingState.self)?.startingLarge ?? ""),
            ])
        }
        return press.page(
            PageBody(
                heading: "Meetings",
                blocks: [
                    .table(
                        PageTable(
                            id: "meetings", caption: "The forums of your localities, next first",
                            columns: [
                                .init("When"), .init("Forum"), .init("Where"), .init("Papers by"), .init("State"),
                            ],
                            rows: rows, emptyWords: "No meeting is planned. The county’s calendar plans them.")),
                    .links(page.more),
                ]), for: visit.session, in: .meetings)
    }

    private func one(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await calls.get("/v1/meetings/\(id)", from: .router, for: visit)
        let json = read.json
        var blocks: [Block] = [
            .summary([
                SummaryRow("When", json.at("starts_at")?.time?.words), SummaryRow("Where", json.at("place")?.words),
                SummaryRow("Papers by", json.at("papers_by")?.time?.words),
                SummaryRow("State", json.at("status")?.words(as: MeetingState.self)?.startingLarge),
                SummaryRow("Cancelled because", json.at("cancelled_why")?.words),
            ])
        ]
        let links = Self.meetings.links(to: json, id)
        if !links.isEmpty { blocks.append(.links(links, heading: "What you can do now")) }
        blocks.append(agenda(json, id, isCoordinator: visit.person.roles.contains(.coordinator)))
        blocks.append(attendance(json))
        return press.page(
            PageBody(
                caption: json.at("locality/name")?.words, heading: json.at("forum/name")?.words ?? "Meeting",
                notice: Self.meetings.notice(visit), blocks: blocks,
                back: PageLink(address: "/meetings", words: "Meetings")), for: visit.session, in: .meetings)
    }

    private func agenda(_ json: JSON, _ id: String, isCoordinator: Bool) -> Block {
        let items = json.at("agenda")?.items ?? []
        return .table(
            PageTable(
                id: "agenda",
                caption: items.count == 1 ? "1 case" : "\(items.count) cases, in the order of their clocks",
                columns: [.init("Case"), .init("About"), .init("Due"), .init("Decided"), .init("Papers")],
                rows: items.map { item in
                    let caseID = item.at("case_id")?.words ?? ""
                    let about: [String?] = [
                        item.at("age_years")?.number.map { "\($0) years" },
                        item.at("level")?.number.map { "level \($0)" },
                        item.at("needs")?.allWords(as: SendNeed.self),
                    ]
                    let decided = (item.at("decisions")?.items ?? []).map {
                        $0.at("kind")?.words == "ap_placement"
                            ? "Alternative provision"
                            : $0.at("kind")?.words(as: CaseOutcome.self)?.startingLarge ?? ""
                    }
                    return .init([
                        .init(
                            item.at("reference")?.words ?? "", address: isCoordinator ? "/cases/\(caseID)/forum" : nil),
                        .init(about.compactMap { $0 }.joined(separator: ", ")),
                        .init(
                            item.at("due_at")?.time?.words ?? "",
                            tag: item.at("breached") == .bool(true) ? PageTag("Late", colour: "red") : nil),
                        .init(decided.isEmpty ? "Not yet" : decided.joined(separator: ", ")),
                        .init("Read the papers", address: "/meetings/\(id)/papers/\(caseID)"),
                    ])
                }, emptyWords: "Nothing has been listed for this meeting."), heading: "Agenda")
    }

    private func attendance(_ json: JSON) -> Block {
        let known = Dictionary(
            (json.at("attendance")?.items ?? []).map { ($0.at("organisation")?.words ?? "", $0.at("attended")) },
            uniquingKeysWith: { _, last in last })
        return .table(
            PageTable(
                id: "attendance", caption: "The forum’s members", columns: [.init("Organisation"), .init("There")],
                rows: (json.at("members")?.items ?? []).map { member in
                    let name = member.at("organisation")?.words ?? ""
                    return .init([
                        .init(name), .init(known[name]??.words(as: Attended.self)?.startingLarge ?? "Not recorded"),
                    ])
                }, emptyWords: "Nobody is named as a member."), heading: "Who is there")
    }

    private func paper(_ visit: Visit) async throws -> Response {
        let (id, caseID) = (try visit.id(), try visit.id("case"))
        let read = try await calls.get("/v1/meetings/\(id)/papers/\(caseID)", from: .router, for: visit)
        return press.page(
            PageBody(
                caption: read.json.at("reference")?.words, heading: "Papers",
                blocks: PaperContent(json: read.json).blocks,
                back: PageLink(address: "/meetings/\(id)", words: "The meeting")), for: visit.session, in: .meetings)
    }
}

/// What a coordinator can do with a meeting.
enum MeetingMoves {
    static let all: [Move] = [move, cancel, open, attendance, close]

    private static let move = Move(
        code: "move", name: "Move it to another time or place", done: "It has been moved, and the agencies know.",
        page: { thing in
            FormPage(
                heading: "Move the meeting",
                fields: [
                    Field("meets_on", "Day", .date, at: "/meets_on"),
                    Field("at", "Time", .time, at: "/at", hint: "By the clock on the wall, such as 14:00"),
                    Field("place", "Place", .text(), at: "/place", isOptional: true, usual: thing.at("place")?.words),
                ], button: "Move it")
        },
        path: { id, _ in "/v1/meetings/\(id)/move" })

    private static let cancel = Move(
        code: "cancel", name: "Cancel it", done: "It is cancelled. What was listed goes on to the next meeting.",
        page: { _ in
            FormPage(
                heading: "Cancel the meeting", explains: ["What is listed for it moves to the forum’s next meeting."],
                fields: [Field("why", "Why", .text(), at: "/why", hint: "Without a child in it")],
                button: "Cancel the meeting",
                isGrave: true)
        },
        path: { id, _ in "/v1/meetings/\(id)/cancellation" })

    private static let open = Move(
        code: "open", name: "Begin the meeting", done: "It sits. Decide each case from the agenda.",
        page: { _ in FormPage(heading: "Begin the meeting", fields: [], button: "Begin") },
        path: { id, _ in "/v1/meetings/\(id)/opening" })

    private static let attendance = Move(
        code: "record_attendance", name: "Record who is there", done: "It is on record who was there.",
        page: { thing in
            FormPage(
                heading: "Who is there?",
                fields: (thing.at("members")?.items ?? []).enumerated().map { number, member in
                    let name = member.at("organisation")?.words ?? ""
                    return Field(
                        "member-\(number)", name, .radios(.all(of: Attended.self)),
                        at: "/attendance/\(number)/attended", isOptional: true)
                }, button: "Record it")
        },
        path: { id, _ in "/v1/meetings/\(id)/attendance" },
        body: { form, page, _ in
            let marks = page.fields.compactMap { field in
                form[field.name].map {
                    JSON.object([.init("organisation", .string(field.label)), .init("attended", .string($0))])
                }
            }
            return ["attendance": .array(marks)]
        })

    private static let close = Move(
        code: "close", name: "End the meeting", done: "It is over. What was not reached goes on to the next meeting.",
        page: { _ in
            FormPage(
                heading: "End the meeting",
                explains: ["Cases that were not reached move to the next meeting by themselves."],
                fields: [], button: "End it")
        },
        path: { id, _ in "/v1/meetings/\(id)/closure" })
}
