/// The agencies: post the referrals, and look at the end how theirs stand.
struct AgencyPlayer: Sendable {
    let tools: DayTools

    /// A referral to be posted.
    struct Posting: Sendable {
        let index: Int
        let agency: Person
        let body: JSONValue
    }

    func post(_ postings: [Posting]) async throws {
        try await forEach(postings, width: tools.width) { posting in
            let answer = try await tools.post(
                "\(tools.addresses.intake)/v1/referrals", posting.body, as: posting.agency)
            guard answer.status == 201, let id = answer.body["id"]?.string,
                let reference = answer.body["reference"]?.string
            else {
                await tools.book.refusedPosting()
                return await tools.tell(answer, "posting a referral")
            }
            await tools.book.posted(
                DayBook.Story(referral: id, reference: reference, agency: posting.agency, index: posting.index))
        }
    }

    /// Asks where each referral stands, as its referrer.
    func lookAtStandings() async throws {
        try await forEach(await tools.book.all, width: tools.width) { story in
            let answer = try await tools.get(
                "\(tools.addresses.intake)/v1/referrals/\(story.referral)", as: story.agency)
            guard answer.isGood, let status = answer.body["standing"]?["status"]?.string else {
                return await tools.tell(answer, "reading a referral")
            }
            await tools.book.standing(status)
        }
    }
}
