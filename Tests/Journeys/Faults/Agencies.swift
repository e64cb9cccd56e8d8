import Foundation
import Testing

@testable import Hub

/// The agencies of a round. Each referral is sent under a key of its own, again and again, until it is taken or refused
/// for good.
struct Agencies: Sendable {
    /// A referral to be posted.
    struct Posting: Sendable {
        let index: Int
        let person: Person
        let body: JSONValue
        let key: UUID
    }

    let town: Town
    let tokens: [String: String]
    let book: PostingBook
    /// The first so many go on to the coordinators, who have a book of their own.
    let worked: Int
    let cases: DayBook
    /// Where they knock, in turn.
    let doors: [String]

    /// - Parameter doors: processes of intake; all there are when nothing is said.
    init(
        town: Town, book: PostingBook, worked: Int = 0, cases: DayBook = DayBook(wanted: 0), doors: [String]? = nil
    ) async throws {
        var tokens: [String: String] = [:]
        for person in town.people.all { tokens[person.id] = try await town.token(person.id) }
        (self.town, self.tokens, self.book, self.worked, self.cases) = (town, tokens, book, worked, cases)
        self.doors = (doors ?? Town.copies(town.wishes.copies, of: "referral-intake")).map(town.address)
    }

    /// How long somebody goes on asking.
    static let patience: Duration = .seconds(90)
    /// A single attempt each: what is repeated, and how often, is counted here.
    private static let client = HubClient(connections: 64, patience: .zero)

    static func postings(_ count: Int, seed: UInt64, people: People) throws -> [Posting] {
        let samples = try SampleFile(file: Town.root.appending(path: "ops/samples/referrals.json").path).samples
        let variation = SampleVariation(seed: seed)
        return try (0..<count).map { index in
            let sample = samples[index % samples.count]
            return Posting(
                index: index, person: try people.person(sample.person),
                body: variation.vary(sample.body, index: index), key: UUID())
        }
    }

    func post(_ postings: some Sequence<Posting> & Sendable, width: Int = 16) async throws {
        try await forEach(Array(postings), width: width) { try await post($0) }
    }

    private func post(_ posting: Posting) async throws {
        let (deadline, begun) = (ContinuousClock.now + Self.patience, ContinuousClock.now)
        var attempts = 0
        while true {
            let answer = try? await Self.client.send(call(posting, to: doors[(posting.index + attempts) % doors.count]))
            attempts += 1
            if let answer, answer.status == 201, let id = answer.body["id"]?.string {
                await book.accepted(posting, id: id, attempts: attempts, took: begun.duration(to: .now))
                if posting.index < worked, let reference = answer.body["reference"]?.string {
                    await cases.posted(
                        .init(referral: id, reference: reference, agency: posting.person, index: posting.index))
                }
                return
            }
            if let answer, !Self.asksToComeAgain(answer) {
                return await book.refused(posting, "\(answer.status) \(answer.code)")
            }
            guard .now < deadline else { return await book.gaveUp(posting) }
            try await Task.sleep(for: .milliseconds(50 * min(attempts, 10)))
        }
    }

    private static func asksToComeAgain(_ answer: HubClient.Answer) -> Bool {
        answer.status == 503 || answer.code == "still_running"
    }

    private func call(_ posting: Posting, to door: String) -> HubClient.Call {
        .init(
            method: "POST", url: door + "/v1/referrals", token: tokens[posting.person.id] ?? "", body: posting.body,
            idempotencyKey: posting.key)
    }

    /// Sends what was taken long ago once more: the same answer, or words about it.
    func sendAgain(_ postings: [Posting]) async throws -> [String] {
        var findings: [String] = []
        let known = await book.taken
        for posting in postings {
            let answer = try await town.client.send(call(posting, to: doors[0]))
            if answer.status != 201 || answer.body["id"]?.string != known[posting.key] {
                findings.append("a key sent again got \(answer.status) and another referral")
            }
        }
        return findings
    }
}

/// What the agencies were told: every 201 with its id and key.
actor PostingBook {
    private(set) var taken: [UUID: String] = [:]
    private(set) var refusals: [String] = []
    private(set) var unknown = 0
    private(set) var retried = 0
    private(set) var slowest = Duration.zero

    func accepted(_ posting: Agencies.Posting, id: String, attempts: Int, took: Duration) {
        taken[posting.key] = id
        retried += attempts > 1 ? 1 : 0
        slowest = max(slowest, took)
    }

    func refused(_ posting: Agencies.Posting, _ words: String) {
        refusals.append("referral \(posting.index) was refused: \(words)")
    }

    func gaveUp(_ posting: Agencies.Posting) { unknown += 1 }

    var settled: Int { taken.count + refusals.count + unknown }

    /// The referrals that were answered with a 201.
    var ids: [String] { Array(taken.values) }

    /// A line a referral, for whoever looks into a round that went wrong.
    var lines: String { taken.map { "\($0.key.uuidString.lowercased()) \($0.value)\n" }.joined() }
}
