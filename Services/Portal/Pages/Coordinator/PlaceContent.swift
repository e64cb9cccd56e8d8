import Inclusion
import ServiceKit

/// A request for a place in words: what is wanted, who was asked, who fits and who does not.
struct PlaceContent: Sendable {
    let json: JSON
    let id: String

    var blocks: [Block] { [wanted, moves, offers, ranked, excluded].compactMap { $0 } }

    private var wanted: Block {
        .summary([
            SummaryRow("Where it stands", json.at("status")?.words(as: PlacementState.self)),
            SummaryRow("Purpose", json.at("purpose")?.words(as: PlacementPurpose.self)?.startingLarge),
            SummaryRow("Start wanted", json.at("wanted_start")?.time?.words),
            SummaryRow("Weeks", json.at("weeks")?.number.map { "\($0)" }),
            SummaryRow("Sessions a week", json.at("sessions_a_week")?.number.map { "\($0)" }),
            SummaryRow("Kind", json.at("ap_kind")?.words(as: ApKind.self)?.startingLarge),
            SummaryRow("Needs", json.at("facts/needs")?.allWords(as: SendNeed.self)),
            SummaryRow("Why nothing was found", json.at("unmet/code")?.words(as: UnableReason.self)),
            SummaryRow("Ranked by", json.at("rule_set")?.words),
        ])
    }

    private var moves: Block {
        // Moves about one offer stand beside it.
        let links = PlacePages.requests.links(to: json, id).filter { link in
            !PlaceMoves.aboutAnOffer.contains { link.address.hasSuffix("/\($0)") }
        }
        return Block(
            subheading: "What you can do now", paragraphs: links.isEmpty ? ["Nothing: others have the next step."] : [],
            links: links)
    }

    private var offers: Block? {
        let offers = json.at("offers")?.items ?? []
        guard !offers.isEmpty else { return nil }
        return .table(
            PageTable(
                id: "offers", caption: "In the order they were asked",
                columns: [
                    .init("Provision"), .init("Where it stands"), .init("Answer by"), .init("What they said"),
                    .init("You can"),
                ],
                rows: offers.map { offer in
                    let questions = offer.at("questions")?.items ?? []
                    let said: [String] =
                        [
                            offer.at("decline/code")?.words(as: DeclineReason.self), offer.at("decline/words")?.words,
                        ].compactMap { $0 }
                        + questions.map { question in
                            "Asked: \(question.at("words")?.words ?? "")"
                                + (question.at("answer")?.words.map { " You said: \($0)" } ?? "")
                        }
                    let link = can(offer, questions)
                    return .init([
                        .init(offer.at("provision/name")?.words ?? ""),
                        .init(offer.at("status")?.words(as: OfferState.self) ?? ""),
                        .init(offer.at("answer_by")?.time?.words ?? ""), .init(said.joined(separator: " ")),
                        link.map { .init($0.words, address: $0.address) } ?? .init(""),
                    ])
                }), heading: "Who has been asked")
    }

    /// What can be done about one offer.
    private func can(_ offer: JSON, _ questions: [JSON]) -> PageLink? {
        let allowed = json.at("allowed_moves")?.strings ?? []
        let offerID = offer.at("id")?.words ?? ""
        func link(_ code: String, of part: String) -> PageLink? {
            PlaceMoves.all.first { $0.code == code }.map {
                PageLink(address: PlacePages.requests.page(of: $0, id, of: part), words: $0.name)
            }
        }
        switch offer.at("status")?.words {
        case "declined" where allowed.contains("confirm_decline"): return link("confirm_decline", of: offerID)
        case "offered":
            if allowed.contains("answer_question"),
                let question = questions.first(where: { $0.at("answered") == .bool(false) })?.at("id")?.words
            {
                return link("answer_question", of: question)
            }
            return allowed.contains("withdraw_offer") ? link("withdraw_offer", of: offerID) : nil
        default: return nil
        }
    }

    private var ranked: Block {
        let list = json.at("shortlist")?.items ?? []
        return .table(
            PageTable(
                id: "ranked", caption: "Provisions that fit, best first",
                columns: [.init("Provision"), .init("Points", isNumber: true), .init("Why")],
                rows: list.map { entry in
                    .init([
                        .init(entry.at("provision/name")?.words ?? ""),
                        .init("\(entry.at("score")?.number ?? 0)", isNumber: true),
                        .init((entry.at("reasons")?.items ?? []).map(Self.words).joined(separator: "\n")),
                    ])
                }, emptyWords: "No provision fits. Below is which rule each fails."), heading: "Who fits")
    }

    private static func words(_ reason: JSON) -> String {
        "\(reason.at("words")?.words ?? "") (\(reason.at("points")?.number ?? 0))"
    }

    private var excluded: Block? {
        let list = json.at("excluded")?.items ?? []
        guard !list.isEmpty else { return nil }
        return .table(
            PageTable(
                id: "excluded", caption: "Provisions that may not be asked, and each rule they fail",
                columns: [.init("Provision"), .init("Why not")],
                rows: list.map { entry in
                    .init([
                        .init(entry.at("provision/name")?.words ?? ""),
                        .init(
                            (entry.at("failed")?.items ?? []).compactMap { $0.at("words")?.words }.joined(
                                separator: "\n")),
                    ])
                }), heading: "Who does not fit")
    }
}
