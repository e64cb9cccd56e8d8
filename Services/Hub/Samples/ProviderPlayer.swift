/// The providers: read what they are asked, accept most, and decline a few with a code and words.
struct ProviderPlayer: Sendable {
    let tools: DayTools
    let person: Person

    /// One look at the offers that wait for an answer.
    func work() async throws {
        let offers = try await tools.list(
            "\(tools.addresses.matcher)/v1/offers?status=open", as: person, what: "listing offers")
        var ours: [(offer: String, story: DayBook.Story)] = []
        for item in offers {
            guard let id = item["id"]?.string, let reference = item["reference"]?.string,
                let story = await tools.book.story(reference: reference)
            else { continue }
            await tools.book.offered(id)
            ours.append((id, story))
        }
        try await forEach(ours, width: tools.width) { try await answer($0.offer, $0.story) }
    }

    private func answer(_ offer: String, _ story: DayBook.Story) async throws {
        let url = "\(tools.addresses.matcher)/v1/offers/\(offer)"
        let read = try await tools.get(url, as: person)
        guard read.isGood else { return await tools.tell(read, "reading an offer") }
        guard read.body["allowed_moves"]?.strings.contains("accept") ?? false else { return }
        if let refusal = Refusal.of(story) {
            return try await decline(offer, refusal, ifMatch: read.etag, story)
        }
        let answer = try await tools.post("\(url)/acceptance", ifMatch: read.etag, as: person)
        if answer.isGood {
            await tools.book.answered(offer, .accepted, for: story.referral)
        } else if answer.status != 412 {
            await tools.tell(answer, "accepting an offer")
        }
    }

    private func decline(
        _ offer: String, _ refusal: Refusal, ifMatch: String?, _ story: DayBook.Story
    ) async throws {
        let answer = try await tools.post(
            "\(tools.addresses.matcher)/v1/offers/\(offer)/decline",
            ["code": .string(refusal.code), "words": .string(refusal.words)], ifMatch: ifMatch, as: person)
        if answer.isGood {
            await tools.book.answered(offer, .declined(code: refusal.code), for: story.referral)
        } else if answer.status != 412 {
            await tools.tell(answer, "declining an offer")
        }
    }

    /// Why a provider says no in this play.
    struct Refusal: Sendable, Equatable {
        let code: String
        let words: String

        private static let usual = [
            Refusal(code: "start_date", words: "The next place comes free after the holidays; we would say yes then."),
            Refusal(code: "distance", words: "The journey would take more than an hour each way."),
            Refusal(code: "needs_not_met", words: "Our staff cannot give the support that is described."),
            Refusal(code: "information_missing", words: "We would need the last review of the support plan first."),
        ]

        /// The first offer for one referral in seven is declined; the next provider asked says yes. Seven, because the
        /// samples come round after an even number and each of them should be declined some day.
        static func of(_ story: DayBook.Story) -> Refusal? {
            guard story.declines == 0, story.index % 7 == 3 else { return nil }
            return usual[story.index / 7 % usual.count]
        }
    }
}
