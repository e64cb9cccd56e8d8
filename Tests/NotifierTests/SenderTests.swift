import Contracts
import EventFlow
import Foundation
import Postgres
import Testing

@testable import Notifier

@Suite("Sending what is queued", .timeLimit(.minutes(1)))
struct SenderTests {
    @Test("A queued mail leaves at once when rung, and is noted as sent in table and log")
    func sends() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            let bell = Signal()
            let sender = try bench.sender(to: catcher.url, bell: bell)
            try await bench.sending([sender]) {
                // The sender has looked once, found nothing, and would not look again for more than a second.
                try await bench.queue(bell: bell)
                _ = try await catcher.caught(1)
                let started = ContinuousClock.now
                let id = try await bench.queue(bell: bell)
                let caught = try await catcher.caught(2)[1]
                #expect(ContinuousClock.now - started < .seconds(1))
                #expect(caught.messageID == "<\(id.text)@hub.example.org>")
                #expect(caught.recipients == ["here@example.org"])
                #expect(caught.subject == "Referral RH-2345-6789: new in your queue")
                #expect(caught.text.contains("You have a new referral, RH-2345-6789"))
                #expect(caught.text.contains("https://hub.example.org/"))
                try await eventually("both are noted") {
                    try await bench.number("select count(*) from delivery where status = 'sent'") == 2
                }
                let story = try await bench.story(of: id)
                #expect(
                    story.map(\.type) == ["referralhub.notifications.queued.v1", "referralhub.notifications.sent.v1"])
            }
        }
    }

    @Test("A mail the server refuses is failed, with its event; the next goes")
    func refused() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            let nobody = try await bench.queue(to: "refused")
            let unwanted = try await bench.queue(to: "spam")
            let unknown = try await bench.queue(to: "no such locality")
            try await bench.queue()
            try await bench.sending([try bench.sender(to: catcher.url)]) {
                _ = try await catcher.caught(1)
                try await eventually("three have failed") {
                    try await bench.number("select count(*) from delivery where status = 'failed'") == 3
                }
            }
            for (id, code) in [
                (nobody, "undeliverable_address"), (unwanted, "refused_by_server"), (unknown, "no_address"),
            ] {
                guard case .failed(let event) = try await bench.story(of: id).last else {
                    Issue.record("no event says that it failed")
                    return
                }
                #expect(event.code == code)
                #expect(event.deliveryID == id.text)
                #expect(try await bench.number("select count(*) from delivery where failure = \(code)") == 1)
            }
        }
    }

    @Test("A mail the server puts off waits visibly, holds nobody up, and goes when it is due")
    func putOff() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            let once = try await bench.queue(to: "once")
            let bell = Signal()
            try await bench.sending([try bench.sender(to: catcher.url, bell: bell)]) {
                try await eventually("it has been put off") {
                    try await bench.number("select count(*) from delivery where trouble = 'deferred_by_server'") == 1
                }
                let wait = try await bench.number(
                    "select extract(epoch from next_attempt_at - now())::int from delivery where id = \(once)")
                #expect((3...6).contains(wait))
                try await bench.queue(bell: bell)
                #expect(try await catcher.caught(1).first?.recipients == ["here@example.org"])
                try await bench.store.pool.execute("update delivery set next_attempt_at = now() where id = \(once)")
                let caught = try await catcher.caught(2)[1]
                #expect(caught.messageID == "<\(once.text)@hub.example.org>")
            }
            #expect(catcher.putOff == ["once@example.org"])
            #expect(try await bench.story(of: once).count == 2)
            #expect(try await bench.number("select attempts from delivery where id = \(once)") == 2)
        }
    }

    @Test("A mail the server is slow about holds up only what is for the same recipient about the same referral")
    func slow() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            let referral = UUID()
            let start = Date()
            let slow = try await bench.queue(to: "slow", at: start, about: referral)
            let next = try await bench.queue(to: "slow", at: start + 1, about: referral)
            var others: Set<UUID> = []
            for place in 2..<5 { others.insert(try await bench.queue(at: start + Double(place))) }
            try await bench.sending([try bench.sender(to: catcher.url)]) { [others] in
                let ids = try await catcher.caught(5).map(\.messageID)
                #expect(Set(ids.prefix(3)) == Set(others.map { "<\($0.text)@hub.example.org>" }))
                #expect(ids.suffix(2) == [slow, next].map { "<\($0.text)@hub.example.org>" })
                try await eventually("all are noted") {
                    try await bench.number("select count(*) from delivery where status = 'sent'") == 5
                }
            }
            #expect(catcher.caught.count == 5)
        }
    }

    @Test("A mail that has been put off for five days is given up on")
    func patienceEnds() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            let queued = Date()
            try await bench.queue(to: "later", at: queued)
            let sixDaysLater: @Sendable () -> Date = { queued + 6 * 86_400 }
            try await bench.sending([try bench.sender(to: catcher.url, now: sixDaysLater)]) {
                try await eventually("it is given up on") {
                    try await bench.number("select count(*) from delivery where failure = 'refused_by_server'") == 1
                }
            }
        }
    }

    @Test("While the server is away mails wait; when it is back all of them go, once each")
    func outage() async throws {
        let first = try await MailCatcher.start()
        let port = first.port
        first.stop()
        try await NotifierBench.run { bench in
            let bell = Signal()
            let sender = try bench.sender(to: "smtp://127.0.0.1:\(port)", bell: bell)
            var ids: Set<UUID> = []
            for _ in 0..<10 { ids.insert(try await bench.queue(bell: bell)) }
            try await bench.sending([sender]) { [ids] in
                try await eventually("the first has been tried") {
                    try await bench.number("select count(*) from delivery where trouble = 'server_away'") > 0
                }
                #expect(try await bench.number("select count(*) from delivery where status = 'queued'") == 10)
                let catcher = try await MailCatcher.start(port: port)
                let caught = try await catcher.caught(10, within: .seconds(30))
                #expect(Set(caught.map(\.messageID)) == Set(ids.map { "<\($0.text)@hub.example.org>" }))
                try await eventually("all are noted") {
                    try await bench.number("select count(*) from delivery where status = 'sent'") == 10
                }
                #expect(catcher.caught.count == 10)
            }
            #expect(try await bench.number("select count(*) from event_log") == 20)
        }
    }

    @Test("Three copies share the work; each mail goes once")
    func copies() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            for _ in 0..<60 { try await bench.queue() }
            let senders = try (0..<3).map { _ in try bench.sender(to: catcher.url) }
            try await bench.sending(senders) {
                try await eventually("all are sent", within: .seconds(30)) {
                    try await bench.number("select count(*) from delivery where status = 'sent'") == 60
                }
            }
            let caught = try await catcher.caught(60)
            #expect(caught.count == 60)
            #expect(Set(caught.map(\.messageID)).count == 60)
            // More than one connection: it was not one copy that did it all.
            #expect(Set(caught.map(\.peer)).count > 1)
        }
    }

    @Test("Words this copy does not know are left to a newer one")
    func unknownWords() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            let newer = try await bench.queue()
            try await bench.store.pool.execute("update delivery set template = 'of_tomorrow' where id = \(newer)")
            try await bench.queue()
            try await bench.sending([try bench.sender(to: catcher.url)]) {
                _ = try await catcher.caught(1)
                try await eventually("one is sent") {
                    try await bench.number("select count(*) from delivery where status = 'sent'") == 1
                }
            }
            #expect(try await bench.number("select count(*) from delivery where status = 'queued'") == 1)
        }
    }

    @Test("A sender whose database goes away goes on when it is back")
    func databaseTrouble() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            try await bench.sending([try bench.sender(to: catcher.url)]) {
                try await bench.queue()
                _ = try await catcher.caught(1)
                _ = try? await bench.store.pool.query(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                    """)
                try await eventually("the database can be asked again") {
                    (try? await bench.queue()) != nil
                }
                _ = try await catcher.caught(2)
            }
        }
    }
}
