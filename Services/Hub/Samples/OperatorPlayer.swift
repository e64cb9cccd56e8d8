import FoundationEssentials

/// The operator: sees what was sent to whom, without addresses and words.
struct OperatorPlayer: Sendable {
    let tools: DayTools
    let person: Person
    /// Deliveries from before are another day's; a minute earlier than the first posting, in case clocks differ.
    let since: Date

    func countMails() async throws {
        let since = self.since
        let deliveries = try await tools.list(
            "\(tools.addresses.notifier)/v1/deliveries", as: person, what: "listing deliveries",
            while: { Self.queuedAt($0).map { $0 >= since } ?? true })
        for item in deliveries {
            guard let id = item["id"]?.string, let referral = item["referral_id"]?.string,
                let status = item["status"]?.string, await tools.book.story(referral) != nil
            else { continue }
            await tools.book.mail(id, is: status)
        }
    }

    private static func queuedAt(_ delivery: JSONValue) -> Date? {
        guard let text = delivery["queued_at"]?.string else { return nil }
        return (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }
}
