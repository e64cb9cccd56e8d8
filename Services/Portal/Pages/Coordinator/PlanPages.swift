import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// A child's plan: its rounds of assess, plan, do and review, and what can be done with it.
struct PlanPages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let cases: CasePages

    /// Plans as things that are moved.
    static let plans = MovingThing(
        service: .router, collection: "/v1/plans", address: "/plans", roles: [.coordinator], moves: PlanMoves.all,
        caption: { $0.at("cases/0/reference")?.words ?? "" })

    var routes: [PageRoute] {
        [
            .get("/cases/{id}/plan", for: .coordinator, answer: ofCase),
            .get("/plans/{id}", for: .coordinator, answer: one),
            .get("/cases/{id}/plan/new", for: .coordinator) { try await asked($0).show($0) },
            .post("/cases/{id}/plan/new", for: .coordinator, answer: start),
        ] + MovePages(thing: Self.plans, calls: calls, press: press).routes
    }

    private static let new = FormPage(
        heading: "Start the child’s plan",
        explains: ["A child has one plan. If there is one already, this case joins it."],
        fields: [
            Field("lead_organisation", "Which organisation leads", .text(), at: "/lead_organisation"),
            Field("lead", "Who of it", .text(), at: "/lead"),
        ], button: "Start the plan")

    private func ofCase(_ visit: Visit) async throws -> Response {
        let content = try await cases.content(visit)
        var blocks: [Block] = []
        if let plan = content.json.at("plan/id")?.words {
            let read = try await calls.get("/v1/plans/\(plan)", from: .router, for: visit)
            blocks = PlanContent(json: read.json, id: plan).blocks
        } else {
            blocks.append(.words("The child has no plan yet. It begins once support has been decided on."))
            if content.json.at("status")?.words != "closed" {
                blocks.append(.links([PageLink(address: "/cases/\(content.id)/plan/new", words: "Start the plan")]))
            }
        }
        return press.page(content.page(.plan, visit, blocks: blocks), for: visit.session, in: .queue)
    }

    private func one(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await calls.get("/v1/plans/\(id)", from: .router, for: visit)
        return press.page(
            PageBody(
                caption: Self.plans.caption(read.json), heading: "The child’s plan", notice: Self.plans.notice(visit),
                blocks: PlanContent(json: read.json, id: id).blocks, back: PageLink(address: "/", words: "Queue")),
            for: visit.session, in: .queue)
    }

    private func asked(_ visit: Visit) async throws -> AskedForm {
        let id = try visit.id()
        let read = try await calls.get("/v1/cases/\(id)", from: .router, for: visit)
        return AskedForm(
            page: Self.new, action: visit.request.uri.path, caption: read.json.at("reference")?.words,
            back: PageLink(address: "/cases/\(id)/plan", words: "Back"), version: read.version, area: .queue,
            press: press)
    }

    private func start(_ visit: Visit) async throws -> Response {
        let (form, path) = (try await asked(visit), "/v1/cases/\(try visit.id())/plan")
        return try await form.send(Self.new.body(of: visit.form), to: path, of: .router, by: calls, visit) { _ in
            form.back.address
        }
    }
}

/// A plan in words.
struct PlanContent: Sendable {
    let json: JSON
    let id: String

    var blocks: [Block] {
        let head = Block.summary([
            SummaryRow("State", json.at("status")?.words(as: PlanState.self)?.startingLarge),
            SummaryRow(
                "Led by",
                [json.at("lead")?.words, json.at("lead_organisation")?.words].compactMap { $0 }.joined(separator: ", ")),
            SummaryRow("Next review", json.at("review_on")?.time?.words),
            SummaryRow("Ended because", json.at("ended_why")?.words),
        ])
        let links = PlanPages.plans.links(to: json, id)
        let cycles = (json.at("cycles")?.items ?? []).reversed().map(Self.block)
        return [head, .links(links, heading: links.isEmpty ? nil : "What you can do now")] + cycles
    }

    private static func block(_ cycle: JSON) -> Block {
        let outcomes = (cycle.at("outcomes")?.items ?? []).map { outcome in
            let result = outcome.at("result")?.words(as: ObjectiveResult.self).map { ": \($0)" } ?? ""
            return "\(outcome.at("words")?.words ?? "") (\(outcome.at("measure")?.words ?? ""))\(result)"
        }
        return .summary(
            [
                SummaryRow("Assess", cycle.at("assess")?.words), SummaryRow("Outcomes", outcomes),
                SummaryRow("Who does what", cycle.at("doing")?.strings ?? []),
                SummaryRow("The child says", cycle.at("views/child")?.words),
                SummaryRow("The family says", cycle.at("views/family")?.words),
                SummaryRow("Review on", cycle.at("review_on")?.time?.words),
                SummaryRow("What the review found", cycle.at("review/words")?.words),
            ], heading: "Round \(cycle.at("number")?.number ?? 1)")
    }
}

/// What a coordinator can do with a plan.
enum PlanMoves {
    static let all: [Move] = [startCycle, review, end]

    private static let startCycle = Move(
        code: "start_cycle", name: "Begin a round", done: "The round has begun.",
        page: { _ in
            FormPage(
                heading: "Assess, plan, do",
                fields: [
                    Field("assess", "What do we know?", .passage(limit: 4000), at: "/assess", warnsOfTooMuch: true),
                    Field("outcome-words", "What is to be reached", .text(), at: "/outcomes/0/words"),
                    Field("outcome-measure", "How one will know", .text(), at: "/outcomes/0/measure"),
                    Field("doing", "Who does what", .lines(), at: "/doing", hint: "One a line"),
                    Field("views-child", "The child’s view", .passage(rows: 3), at: "/views/child"),
                    Field("views-family", "The family’s view", .passage(rows: 3), at: "/views/family"),
                    Field("review_on", "Review on", .date, at: "/review_on"),
                ], button: "Begin the round")
        },
        path: { id, _ in "/v1/plans/\(id)/cycles" })

    private static let review = Move(
        code: "review", name: "Review the round", done: "The review is on record.",
        page: { thing in
            let ids = thing.at("outcome_ids")?.strings ?? []
            let outcomes = thing.at("cycles")?.items.last?.at("outcomes")?.items ?? []
            return FormPage(
                heading: "Review the round",
                fields: ids.enumerated().flatMap { number, id in
                    let words = outcomes.indices.contains(number) ? outcomes[number].at("words")?.words : nil
                    return [
                        Field("outcome-\(number)", "Outcome", .fixed(id), at: "/results/\(number)/outcome_id"),
                        Field(
                            "result-\(number)", words ?? "Outcome \(number + 1)",
                            .radios(.all(of: ObjectiveResult.self)), at: "/results/\(number)/result"),
                    ]
                } + [
                    Field("words", "What was found", .passage(limit: 4000), at: "/words", warnsOfTooMuch: true),
                    Field("views-child", "The child’s view", .passage(rows: 3), at: "/views/child"),
                    Field("views-family", "The family’s view", .passage(rows: 3), at: "/views/family"),
                ], button: "Put the review on record")
        },
        path: { id, _ in "/v1/plans/\(id)/reviews" })

    private static let end = Move(
        code: "end", name: "End the plan", done: "The plan has ended.",
        page: { _ in
            FormPage(
                heading: "End the plan", fields: [Field("why", "Why", .passage(limit: 4000), at: "/why")],
                button: "End the plan",
                isGrave: true)
        },
        path: { id, _ in "/v1/plans/\(id)/end" })
}
