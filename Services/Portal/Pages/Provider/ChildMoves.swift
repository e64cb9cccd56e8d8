import Inclusion
import ServiceKit

/// What a provider records of a child's placement.
struct ChildMoves: Sendable {
    /// Sessions of days to come cannot be reported.
    let today: @Sendable () -> CalendarDate

    var all: [Move] { [Self.start, Self.notStart, attendance, Self.review, Self.reintegration, Self.extend, Self.end] }

    /// The code of the move that is made week by week.
    static let attendanceCode = Placement.Move.recordAttendance.code

    private static let start = Move(
        code: "start", name: Placement.Move.start.words, done: "The start is on record, and the coordinator knows.",
        page: { thing in
            FormPage(
                heading: "The child has started",
                explains: ["From this day on you report attendance, and the first review is due."],
                fields: [
                    Field(
                        "started_on", "First day the child was there", .date, at: "/started_on",
                        hint: thing.at("from")?.time.map { "Agreed: \($0.words)" })
                ], button: "Record the start")
        },
        path: { id, _ in "/v1/placements/\(id)/start" })

    private static let notStart = Move(
        code: "not_start", name: Placement.Move.notStart.words,
        done: "It is on record that it did not begin. The coordinator has the case again.",
        page: { _ in
            FormPage(
                heading: "The placement did not begin",
                explains: ["The place is free again, and the coordinator looks for what helps instead."],
                fields: [
                    Field("reason", "Why", .radios(.all(of: NotStartedReason.self)), at: "/reason"),
                    Field("words", "In words", .passage(limit: 2000), at: "/words", warnsOfTooMuch: true),
                ], button: "Record it", isGrave: true)
        },
        path: { id, _ in "/v1/placements/\(id)/not-started" })

    private var attendance: Move {
        Move(
            code: Self.attendanceCode, name: Placement.Move.recordAttendance.words,
            done: "Attendance is on record.",
            page: { [today] in AttendanceWeek(of: $0, week: nil, today: today()).page },
            partPage: { [today] in AttendanceWeek(of: $0, week: $1, today: today()).page },
            path: { id, _ in "/v1/placements/\(id)/attendance" })
    }

    private static let review = Move(
        code: "review", name: Placement.Move.review.words,
        done: "The review is on record. The coordinator reads what it recommends.",
        page: { thing in
            FormPage(
                heading: "Review of the placement",
                explains: ["What the child says of it comes first. Nobody's view is put into other words."],
                fields: [
                    Field("reviewed_on", "Day of the review", .date, at: "/reviewed_on"),
                    Field(
                        "child_views", "The child's view", .passage(rows: 4, limit: 2000), at: "/child_views",
                        hint: "In their own words. If nobody asked, say why."),
                    Field(
                        "family_views", "The family's view", .passage(rows: 3, limit: 2000), at: "/family_views",
                        isOptional: true),
                    Field(
                        "school_views", "The school's view", .passage(rows: 3, limit: 2000), at: "/school_views",
                        isOptional: true),
                    Field(
                        "progress", "What has been made of it", .passage(limit: 4000), at: "/progress",
                        warnsOfTooMuch: true,
                        heading: "Progress"),
                ] + objectives(thing, areOptional: true) + [
                    Field(
                        "recommendation", "What do you recommend?",
                        .radios(.all(of: ReviewRecommendation.self)), at: "/recommendation",
                        hint: "For how long it goes on is the coordinator's to say.", heading: "From here on")
                ], button: "Record the review")
        },
        path: { id, _ in "/v1/placements/\(id)/reviews" })

    /// How far each objective of the agreement has been reached.
    private static func objectives(_ thing: JSON, areOptional: Bool) -> [Field] {
        (thing.at("agreement/objectives")?.strings ?? []).enumerated().flatMap { index, words in
            [
                Field(
                    "objective-\(index + 1)-number", "", .fixedNumber(index + 1), at: "/objectives/\(index)/objective"),
                Field(
                    "objective-\(index + 1)", "\(index + 1). \(words)",
                    .radios(.all(of: ObjectiveResult.self)), at: "/objectives/\(index)/outcome",
                    isOptional: areOptional, heading: index == 0 ? "Objectives of the agreement" : nil),
            ]
        }
    }

    private static let reintegration = Move(
        code: "plan_reintegration", name: Placement.Move.planReintegration.words, done: "The plan is on record.",
        page: { _ in
            FormPage(
                heading: "Plan the way back, or on",
                explains: ["A way out is prepared as carefully as the way in. A new plan takes the place of the last."],
                fields: [
                    Field(
                        "destination", "Where to", .radios(.all(of: ReintegrationDestination.self)),
                        at: "/destination"),
                    Field("from", "First day there", .date, at: "/from"),
                    Field(
                        "words", "The steps", .passage(limit: 4000), at: "/words",
                        hint: "Who does what by when, and whom to ask",
                        warnsOfTooMuch: true),
                ], button: "Record the plan")
        },
        path: { id, _ in "/v1/placements/\(id)/reintegration" })

    private static let extend = Move(
        code: "extend", name: Placement.Move.extend.words, done: "It has been extended.",
        page: { thing in
            FormPage(
                heading: "Extend the placement",
                fields: [
                    Field(
                        "until", "New last day", .date, at: "/until",
                        hint: thing.at("until")?.time.map { "Now: \($0.words)" }),
                    Field("words", "Why it goes on", .passage(limit: 2000), at: "/words", warnsOfTooMuch: true),
                ], button: "Extend it")
        },
        path: { id, _ in "/v1/placements/\(id)/extension" })

    private static let end = Move(
        code: "end", name: Placement.Move.end.words,
        done: "The end is on record. The place is free, and the coordinator has the case.",
        page: { thing in
            FormPage(
                heading: "End the placement",
                explains: [
                    "For “\(PlacementEnding.reintegrated.words)” and “\(PlacementEnding.movedOn.words)” there has to be "
                        + "a plan for the way back, or on, first."
                ],
                fields: [
                    Field("ended_on", "Last day the child was there", .date, at: "/ended_on"),
                    Field(
                        "ended_as", "How it ended", .radios(.all(of: PlacementEnding.self)), at: "/ended_as"
                    ),
                ] + objectives(thing, areOptional: false) + [
                    Field(
                        "words", "What the next place should know, and what the child says", .passage(limit: 4000),
                        at: "/words",
                        warnsOfTooMuch: true, heading: "From here on")
                ], button: "End it", isGrave: true)
        },
        path: { id, _ in "/v1/placements/\(id)/end" })
}
