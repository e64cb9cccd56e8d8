import Foundation
import Inclusion
import Testing

@testable import Hub

/// Coordinators and providers, at work on the referrals of a book until nothing is left to do.
struct Casework: Sendable {
    let tools: DayTools
    let coordinators: [CoordinatorPlayer]
    let providers: [ProviderPlayer]
    let count: Int

    init(_ count: Int, in town: Town, tokens: [String: String], book: DayBook) {
        self.count = count
        tools = DayTools(
            client: HubClient(connections: 8, patience: .seconds(60)),
            addresses: .init(
                intake: town.address("referral-intake"), router: town.address("locality-router"),
                matcher: town.address("placement-matcher"), notifier: town.address("notifier")),
            tokens: tokens, book: book, width: 4, report: { _ in })
        let tools = tools
        let today = LondonTime.day(of: Date())
        let localities = Dictionary(grouping: town.people.coordinators.sorted { $0.key < $1.key }, by: \.value.id)
        coordinators = localities.values.map {
            CoordinatorPlayer(tools: tools, person: $0[0].value, localities: $0.map(\.key), today: today)
        }
        providers = town.people.with(role: "provider").map { ProviderPlayer(tools: tools, person: $0) }
    }

    /// Looks once a second: a look pages through every queue.
    func work(until deadline: ContinuousClock.Instant) async throws {
        while .now < deadline {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for coordinator in coordinators { group.addTask { try await coordinator.work() } }
                for provider in providers { group.addTask { try await provider.work() } }
                try await group.waitForAll()
            }
            let stories = await tools.book.all
            if stories.count == count, stories.allSatisfy(\.isSettled) { return }
            try await Task.sleep(for: .seconds(1))
        }
    }

    /// What the players met that should not have happened, and what is left undone.
    func findings() async -> [String] {
        let counts = await tools.book.counts
        var findings = counts.troubles.map { "\($0.value) × \($0.key)" }.sorted()
        if counts.settled < count { findings.append("\(count - counts.settled) of \(count) cases are not settled") }
        return findings
    }
}
