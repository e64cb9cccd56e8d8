import Contracts
import EventFlow
import Foundation
import Kafka
import Postgres
import ServiceKit
import Testing

@testable import Portal

@Suite("The portal over HTTP", .timeLimit(.minutes(1)))
struct PortalServerTests {
    @Test("From signing in to signing out")
    func journey() async throws {
        try await RunningPortal.run { portal, bench in
            try await bench.open(reference: "RH-AAAA-AAAA")
            try await bench.open(in: "E07000078", reference: "RH-BBBB-BBBB")
            let anonymous = try await portal.get("/")
            #expect(anonymous.status == 303 && anonymous.header("location") == "/sign-in")
            let cookie = try await portal.signIn()
            let queue = try await portal.get("/", cookie: cookie)
            #expect(queue.status == 200)
            #expect(queue.text.contains("RH-AAAA-AAAA") && !queue.text.contains("RH-BBBB-BBBB"))
            #expect(queue.text.contains("Coordinator of E07000081"))
            #expect(try await portal.get("/sign-in", cookie: cookie).header("location") == "/")
            let out = try await portal.post(
                "/sign-out", "form_token=\(queue.formToken ?? "")", cookie: cookie)
            #expect(out.header("location") == "/sign-in?because=signed-out")
            #expect(out.cookie("__Host-session") == "")
            let after = try await portal.get("/", cookie: cookie)
            #expect(after.header("location") == "/sign-in?because=ended")
            let ended = try await portal.get("/sign-in?because=ended")
            #expect(ended.text.contains("Your session has ended"))
        }
    }

    @Test("Only a page of ours can send a form")
    func forms() async throws {
        try await RunningPortal.run { portal, _ in
            let session = try await portal.signIn()
            let token = try #require(try await portal.get("/", cookie: session).formToken)
            func post(_ fields: String, _ headers: [String: String] = [:]) async throws -> RunningPortal.Answer {
                try await portal.post("/sign-out", fields, cookie: session, headers: headers)
            }
            #expect(try await post("").status == 403)
            #expect(try await post("form_token=\(SessionToken().formToken)").status == 403)
            let foreign = try await post("form_token=\(token)", ["Sec-Fetch-Site": "cross-site"])
            #expect(foreign.status == 403 && foreign.text.contains("<h1"))
            let large = try await post("form_token=\(token)&x=" + String(repeating: "x", count: Form.limit))
            #expect(large.status == 413 && large.text.contains("What you sent is too long"))
            #expect(large.text.contains("shorten") && !large.text.contains("bytes"))
            #expect(try await portal.get("/", cookie: session).status == 200)
            #expect(try await post("form_token=\(token)").status == 303)
        }
    }

    @Test("Staying counts as use, says for how long, and only a page of ours can ask for it")
    func stay() async throws {
        try await RunningPortal.run { portal, bench in
            let session = try await portal.signIn()
            let page = try await portal.get("/", cookie: session)
            #expect(page.text.contains("data-session=\"1800\"") && page.text.contains("/assets/session.js?v="))
            let form = "form_token=\(try #require(page.formToken))"
            try await bench.pool.execute("update session set last_seen_at = last_seen_at - interval '20 minutes'")
            #expect(try await portal.post("/session/stay", "", cookie: session).status == 403)
            let answer = try await portal.post("/session/stay", form, cookie: session)
            #expect(answer.status == 200 && answer.text == #"{"seconds":1800}"#)
            let seen = try await bench.pool.query("select now() - last_seen_at < interval '1 minute' from session")
            #expect(try seen.decodeFirst(Bool.self) == true)
            try await bench.pool.execute("update session set last_seen_at = last_seen_at - interval '31 minutes'")
            #expect(try await portal.post("/session/stay", form, cookie: session).status == 401)
        }
    }

    @Test("Parts of pages are made once for everybody, and nobody is shown what is another's")
    func everybody() async throws {
        try await RunningPortal.run { portal, bench in
            try await bench.open()
            let other = Person(
                subject: "coordinator-2", displayName: "Ann Other", organisation: "authority-1", roles: [.coordinator],
                localities: Samples.person.localities)
            let people = [Samples.person, other]
            var pages: [RunningPortal.Answer] = []
            for person in people + people {
                pages.append(try await portal.get("/", cookie: try await portal.signIn(as: person)))
            }
            #expect(Set(pages.compactMap(\.formToken)).count == 4, "each session has its own")
            for (page, token) in zip(pages, pages.compactMap(\.formToken)) {
                #expect(pages.count { $0.text.contains(token) } == 1)
                #expect(page.text.components(separatedBy: token).count > 2, "also in the parts of the page")
            }
            for (place, page) in pages.enumerated() {
                let (me, notMe) = (people[place % 2], people[(place + 1) % 2])
                #expect(page.text.contains("</span>\(me.displayName)</span>"))
                #expect(!page.text.contains("</span>\(notMe.displayName)</span>"))
            }
        }
    }

    @Test("Who runs the hub is told with what, and can sign out")
    func operators() async throws {
        try await RunningPortal.run { portal, _ in
            let person = Person(
                subject: "operator-1", displayName: "Op Sample", organisation: "authority-1", roles: [.operator])
            let page = try await portal.get("/", cookie: try await portal.signIn(as: person))
            #expect(page.status == 200 && page.text.contains("You run the hub at the command line"))
            #expect(page.text.contains("hub deadletters") && !page.text.contains("aria-label=\"Menu\""))
            #expect(page.text.contains("action=\"/sign-out\"") && page.formToken != nil)
        }
    }

    @Test("Access that is taken back ends a session at once, also on a page that listens")
    func revoked() async throws {
        try await RunningPortal.run { portal, bench in
            let person = Samples.coordinator(of: Samples.gloucester)
            let session = try await portal.signIn(as: person)
            var lines = try portal.stream("/queue/live", cookie: session).makeAsyncIterator()
            while let line = await lines.next(), line != "event: counts" {}
            try await bench.revoke(person)
            while let line = await lines.next(), line != "event: signed-out" {}
            let after = try await portal.get("/?group=new", cookie: session)
            #expect(after.header("location") == "/sign-in?because=ended&next=%2F%3Fgroup%3Dnew")
            #expect(after.cookie("__Host-session") == "")
            #expect(try await portal.get("/queue/counts", cookie: session).status == 401)
        }
    }

    @Test("Every page carries the headers that protect it")
    func headers() async throws {
        try await RunningPortal.run { portal, _ in
            let cookie = try await portal.signIn()
            for path in ["/", "/sign-in", "/nowhere"] {
                let page = try await portal.get(path, cookie: path == "/" ? cookie : nil)
                #expect(page.header("cache-control") == "no-store")
                #expect(page.header("x-content-type-options") == "nosniff")
                #expect(page.header("referrer-policy") == "no-referrer")
                let policy = try #require(page.header("content-security-policy"))
                #expect(policy.hasPrefix("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(
                    !page.text.contains(" style=") && !page.text.contains("<script>") && !page.text.contains("<style"))
            }
        }
    }

    @Test("What is not there, or not yours, is a page that says so; scripts get a problem")
    func notFound() async throws {
        try await RunningPortal.run { portal, _ in
            let cookie = try await portal.signIn()
            for path in ["/nowhere", "/?locality=E07000078", "/?group=nonsense", "/assets/other.css"] {
                let page = try await portal.get(path, cookie: cookie)
                #expect(page.status == 404 && page.text.contains("Page not found"), "\(path)")
            }
            #expect(try await portal.get("/queue/counts").status == 401)
            #expect(try await portal.get("/queue/live").header("content-type") == "application/problem+json")
            #expect(try await portal.get("/queue/counts?locality=E07000078", cookie: cookie).status == 404)
        }
    }

    @Test("Who begins to sign in too often is asked to wait, kindly and for how long; other pages are there")
    func signInLimit() async throws {
        try await RunningPortal.run(["SIGN_IN_RATE_LIMIT": "2/600"]) { portal, _ in
            for _ in 0..<2 { #expect(try await portal.get("/sign-in/with/nobody").status == 404) }
            let page = try await portal.get("/sign-in/with/nobody")
            #expect(page.status == 429 && page.text.contains("Please wait a moment"))
            #expect(page.header("content-type")?.hasPrefix("text/html") == true)
            #expect(page.header("retry-after").flatMap { Int($0) }.map { (1...600).contains($0) } == true)
            #expect(try await portal.get("/sign-in").status == 200)
        }
    }

    @Test("Without an issuer nobody signs in, and the page says so")
    func notConfigured() async throws {
        try await RunningPortal.run { portal, _ in
            let page = try await portal.get("/sign-in")
            #expect(page.text.contains("Signing in has not been set up here") && !page.text.contains("Demonstration"))
            #expect(page.header("set-cookie") == nil)
            #expect(try await portal.get("/sign-in/with/anybody").status == 404)
            let back = try await portal.get("/sign-in/back?code=x&state=\(SessionToken().text)")
            #expect(back.status == 400 && back.header("set-cookie") == nil)
        }
        try await RunningPortal.run(["PORTAL_DEMONSTRATION": "true"]) { portal, _ in
            let page = try await portal.get("/sign-in")
            #expect(page.text.contains("Demonstration"))
        }
    }

    @Test("A missing style sheet is logged, and pages do without; one that is there is used and kept")
    func styles() async throws {
        try await RunningPortal.run { portal, _ in
            #expect(portal.log.all.contains { $0.contains("govuk-frontend.css") })
            let page = try await portal.get("/sign-in").text
            #expect(page.contains("/assets/plain.css?v="))
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("assets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("body{}".utf8).write(to: folder.appendingPathComponent("govuk-frontend.css"))
        try await RunningPortal.run(["PORTAL_ASSETS": folder.path]) { portal, _ in
            let page = try await portal.get("/sign-in")
            let start = try #require(page.text.range(of: "/assets/govuk-frontend.css?v="))
            let address = String(page.text[start.lowerBound...].prefix { $0 != "\"" })
            let sheet = try await portal.get(address)
            #expect(sheet.text == "body{}" && sheet.header("content-type") == "text/css; charset=utf-8")
            #expect(sheet.header("cache-control")?.contains("immutable") == true)
            #expect(!portal.log.all.contains { $0.contains("style sheet is missing") })
        }
    }

    @Test("A page hears of changes, goes on where it was, and does not hold up the service's stop")
    func live() async throws {
        let took = try await RunningPortal.run { portal, bench in
            let cookie = try await portal.signIn()
            let counts = try await portal.get("/queue/counts", cookie: cookie)
            #expect(counts.text.contains(#""version":"0.0.0.0.0.0","total":0"#))
            var lines = try portal.stream("/queue/live", cookie: cookie).makeAsyncIterator()
            while let line = await lines.next(), line != "id: 0.0.0.0.0.0" {}
            #expect(await lines.next() == "event: counts")
            try await bench.open(acknowledgeBy: "2020-01-02T09:00:00Z")
            while let line = await lines.next(), line != "id: 1.1.0.0.0.0" {}
            #expect(await lines.next() == "event: counts")
            #expect(await lines.next()?.contains(#""overdue":1"#) == true)
            // Somebody who comes back and has missed nothing hears only that the connection works.
            var again = try portal.stream("/queue/live", cookie: cookie, lastEventID: "1.1.0.0.0.0").makeAsyncIterator()
            #expect(await again.next()?.hasPrefix("retry:") == true)
            _ = await again.next()
            #expect(await again.next()?.hasPrefix(":") == true)
        }
        #expect(took < .seconds(5))
    }

    @Test("Over a restart of the portal a listener keeps its session, and hears what it has missed and only that")
    func restart() async throws {
        try await PortalBench.run { bench in
            let cookie = try await bench.signIn(Samples.person)
            try await RunningPortal.run(on: bench) { portal in
                try await bench.open(acknowledgeBy: "2099-01-05T09:00:00Z")
                var lines = try portal.stream("/queue/live", cookie: cookie).makeAsyncIterator()
                while let line = await lines.next(), line != "id: 1.0.0.1.0.0" {}
            }
            // While it is away, nothing has changed.
            try await RunningPortal.run(on: bench) { portal in
                var lines = try portal.stream("/queue/live", cookie: cookie, lastEventID: "1.0.0.1.0.0")
                    .makeAsyncIterator()
                #expect(await lines.next()?.hasPrefix("retry:") == true)
                _ = await lines.next()
                #expect(await lines.next()?.hasPrefix(":") == true)
            }
            try await bench.open(acknowledgeBy: "2020-01-02T09:00:00Z")
            try await RunningPortal.run(on: bench) { portal in
                var lines = try portal.stream("/queue/live", cookie: cookie, lastEventID: "1.0.0.1.0.0")
                    .makeAsyncIterator()
                #expect(await lines.next()?.hasPrefix("retry:") == true)
                _ = await lines.next()
                #expect(await lines.next() == "id: 2.1.0.1.0.0")
            }
        }
    }

    @Test("A fault of ours is a page that apologises, with the number by which the log finds it")
    func fault() async throws {
        try await RunningPortal.run { portal, bench in
            let cookie = try await portal.signIn()
            try await bench.pool.execute("drop table queue_item")
            let page = try await portal.get("/", cookie: cookie)
            #expect(page.status == 500 && page.text.contains("Sorry, there is a problem with the service"))
            let trace = try #require(page.header("trace-id"))
            #expect(page.text.contains(trace))
            #expect(portal.log.all.contains { $0.contains("A page could not be shown") && $0.contains(trace) })
            #expect(!portal.log.all.contains { $0.contains(cookie.dropFirst("__Host-session=".count)) })
        }
    }

    @Test("From another service's commit, over the broker, to the browser")
    func endToEnd() async throws {
        let broker = try EmbeddedBroker(
            listen: ("127.0.0.1", 0), topics: Topic.allCases.map { ($0.rawValue, Topic.partitions) })
        defer { broker.stop() }
        let settings = [
            "KAFKA_BOOTSTRAP": broker.bootstrap, "KAFKA_PROFILE": "embedded",
        ]
        try await RunningPortal.run(settings) { portal, bench in
            let router = EventStore(pool: try await bench.pool(schema: "router"))
            let kafka = KafkaConfiguration(bootstrap: broker.bootstrap, profile: .embedded)
            let relay = try Relay(
                store: router, kafka: kafka, topic: .cases, service: "locality-router", logger: PortalBench.logger)
            let cookie = try await portal.signIn()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await relay.run() }
                var lines = try portal.stream("/queue/live", cookie: cookie).makeAsyncIterator()
                let file = UUID()
                _ = try await router.transaction { transaction in
                    try await transaction.append(
                        [Samples.opened(case: file), Samples.acknowledged], to: file, key: UUID(), after: 0, at: Date())
                }
                while let line = await lines.next(), line != "id: 2.0.0.0.0.1" {}
                group.cancelAll()
                while let result = await group.nextResult() { _ = result }
            }
            await router.pool.close()
            let page = try await portal.get("/", cookie: cookie)
            #expect(page.text.contains("RH-2345-6789") && page.text.contains("A coordinator has read it"))
        }
    }
}
