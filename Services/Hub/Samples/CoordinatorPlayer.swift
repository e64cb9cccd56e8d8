import Inclusion

/// The coordinators: work their queues from the top, agree alternative provision where it makes sense, ask providers, and
/// read declines.
struct CoordinatorPlayer: Sendable {
    let tools: DayTools
    let person: Person
    /// The queues this one works.
    let localities: [String]
    let today: CalendarDate

    /// One look at everything that waits.
    func work() async throws {
        for locality in localities {
            try await workQueue(of: locality)
            try await forEach(await tools.book.undecided(in: locality), width: tools.width) { story in
                guard let id = story.caseID else { return }
                try await take(id, of: story.referral)
            }
        }
        if await tools.book.isAnyAgreed { try await lookAtRequests() }
    }

    // MARK: Cases

    private func workQueue(of locality: String) async throws {
        let queue = try await tools.list(
            "\(tools.addresses.router)/v1/cases?locality=\(locality)&status=open", as: person, what: "listing a queue")
        var ours: [(case: String, referral: String)] = []
        for item in queue {
            guard let id = item["id"]?.string, let referral = item["referral_id"]?.string,
                await tools.book.story(referral) != nil
            else { continue }
            await tools.book.queued(referral, case: id, in: item["locality"]?["code"]?.string ?? locality)
            ours.append((id, referral))
        }
        try await forEach(ours, width: tools.width) { try await take($0.case, of: $0.referral) }
    }

    /// Reads a case and makes the moves it allows.
    private func take(_ id: String, of referral: String) async throws {
        let url = "\(tools.addresses.router)/v1/cases/\(id)"
        let read = try await tools.get(url, as: person)
        guard read.isGood else { return await tools.tell(read, "reading a case") }
        let decision = PlacementDecision.body(for: read.body, today: today)
        var version = read.etag
        var moves = read.body["allowed_moves"]?.strings ?? []
        if moves.contains("acknowledge") {
            let answer = try await tools.post("\(url)/acknowledgement", ifMatch: version, as: person)
            guard answer.isGood else { return await unlessStale(answer, "acknowledging a case") }
            (version, moves) = (answer.etag, answer.body["allowed_moves"]?.strings ?? [])
        }
        await tools.book.acknowledged(referral, wantsPlace: decision != nil)
        guard let decision, moves.contains("decide_ap_placement") else { return }
        let answer = try await tools.post("\(url)/decisions", decision, ifMatch: version, as: person)
        guard answer.isGood else { return await unlessStale(answer, "agreeing alternative provision") }
        await tools.book.agreed(referral)
    }

    // MARK: Placement requests

    private func lookAtRequests() async throws {
        let requests = try await tools.list(
            "\(tools.addresses.matcher)/v1/placement-requests", as: person, what: "listing placement requests")
        var (declined, shortlisted): ([String], [String]) = ([], [])
        for item in requests {
            guard let id = item["id"]?.string, let referral = item["referral_id"]?.string,
                await tools.book.story(referral) != nil,
                let status = item["status"]?.string.flatMap(DayBook.RequestStatus.init(rawValue:))
            else { continue }
            await tools.book.request(referral, is: status)
            if status == .declined { declined.append(id) }
            if status == .shortlisted { shortlisted.append(id) }
        }
        try await forEach(declined, width: tools.width) { try await confirmDecline($0) }
        try await forEach(shortlisted, width: tools.width) { try await askForPlace($0) }
    }

    /// Asks the first on the shortlist; where there is none, says that nothing fits.
    private func askForPlace(_ request: String) async throws {
        let url = "\(tools.addresses.matcher)/v1/placement-requests/\(request)"
        let read = try await tools.get(url, as: person)
        guard read.isGood else { return await tools.tell(read, "reading a placement request") }
        guard read.body["allowed_moves"]?.strings.contains("record_unable_to_match") ?? false else { return }
        guard let first = read.body["shortlist"]?.elements.first?["provision"]?["id"] else {
            let why: JSONValue = ["code": "no_places", "words": "Everything that would fit is full at present."]
            let answer = try await tools.post("\(url)/unable-to-match", why, ifMatch: read.etag, as: person)
            guard answer.isGood else { return await unlessStale(answer, "recording that nothing fits") }
            return
        }
        let answer = try await tools.post(
            "\(url)/offers", ["provisions": .array([first])], ifMatch: read.etag, as: person)
        if answer.status == 409, answer.errorCodes.allSatisfy({ ["capacity", "sessions"].contains($0) }) {
            // Others were quicker: what is free has changed.
            let again = try await tools.post("\(url)/shortlist", ifMatch: read.etag, as: person)
            guard again.isGood else { return await unlessStale(again, "ranking again") }
        } else if !answer.isGood {
            await unlessStale(answer, "asking a provider")
        }
    }

    /// Reads why a provider said no, so that the next may be asked.
    private func confirmDecline(_ request: String) async throws {
        let url = "\(tools.addresses.matcher)/v1/placement-requests/\(request)"
        let read = try await tools.get(url, as: person)
        guard read.isGood else { return await tools.tell(read, "reading a placement request") }
        let offers = read.body["offers"]?.elements ?? []
        guard let offer = offers.last(where: { $0["status"]?.string == "declined" })?["id"]?.string else { return }
        let answer = try await tools.post(
            "\(url)/decline-confirmations", ["offer_id": .string(offer)], ifMatch: read.etag, as: person)
        guard answer.isGood else { return await unlessStale(answer, "confirming a decline") }
        await tools.book.declineConfirmed()
    }

    /// That somebody was faster is no trouble: the next look sees it.
    private func unlessStale(_ answer: HubClient.Answer, _ what: String) async {
        if answer.status != 412 { await tools.tell(answer, what) }
    }
}
