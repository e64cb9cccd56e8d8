import Contracts
import Foundation
import Kafka
import Postgres
import TestSupport
import Testing

@testable import Notifier

@Suite("GET /v1/deliveries, of the whole service", .timeLimit(.minutes(1)))
struct DeliveryAPITests {
    @Test(
        "An operator sees what was sent, newest first and page by page, without addresses and words; nobody else does")
    func list() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            let broker = try EmbeddedBroker(
                listen: ("127.0.0.1", 0), topics: Topic.allCases.map { ($0.rawValue, Topic.partitions) })
            defer { broker.stop() }
            let start = Date()
            var ids: [UUID] = []
            for (number, recipient) in ["here", "nowhere", "here", "later", "refused"].enumerated() {
                ids.append(try await bench.queue(to: recipient, at: start + Double(number)))
            }
            let settings = [
                "DATABASE_URL": bench.database.url, "SMTP_URL": catcher.url, "KAFKA_BOOTSTRAP": broker.bootstrap,
            ]
            try await RunningNotifier.run(settings) { [ids] service in
                try await eventually("the service is ready") {
                    try await service.get("/health/ready", as: nil).status == 200
                }
                try await eventually("all have been tried") {
                    try await bench.number("select count(*) from delivery where attempts > 0") == 5
                }
                let all = try await service.get("/v1/deliveries", as: "operator")
                #expect(all.status == 200)
                #expect(all.items.map(\.id) == ids.reversed().map(\.text))
                #expect(all.items.map(\.status) == ["failed", "queued", "sent", "failed", "sent"])
                let failures = ["undeliverable_address", nil, nil, "undeliverable_address", nil]
                #expect(all.items.map(\.failure) == failures)
                #expect(all.items.map { $0.settledAt == nil } == [false, true, false, false, false])
                #expect(all.next == nil && all.link == nil)
                let text = String(decoding: all.body, as: UTF8.self)
                #expect(!text.contains("@") && !text.contains("RH-"))

                let first = try await service.get("/v1/deliveries?limit=2&status=sent&referral=", as: "operator")
                #expect(first.status == 400)
                let page = try await service.get("/v1/deliveries?limit=1&status=sent", as: "operator")
                #expect(page.items.map(\.id) == [ids[2].text])
                let next = try #require(page.link?.split(separator: ">").first?.dropFirst())
                #expect(try await service.get(String(next), as: "operator").items.map(\.id) == [ids[0].text])
                let referral = all.items[1].referralId
                let one = try await service.get("/v1/deliveries?referral=\(referral)", as: "operator")
                #expect(one.items.map(\.id) == [ids[3].text])

                #expect(try await service.get("/v1/deliveries", as: nil).status == 401)
                for role in ["coordinator", "agency", "provider", "dpo", "board"] {
                    #expect(try await service.get("/v1/deliveries", as: role).status == 403)
                }
                for query in ["status=lost", "referral=1", "cursor=x", "limit=0", "limit=101", "limit=a"] {
                    #expect(try await service.get("/v1/deliveries?\(query)", as: "operator").status == 400, "\(query)")
                }
            }
        }
    }
}
