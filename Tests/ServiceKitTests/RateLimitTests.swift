import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import ServiceKit

@Suite("Rate limits", .timeLimit(.minutes(1)))
struct RateLimitTests {
    private static let second: Int64 = 1_000_000_000

    @Test func givesTheWholeQuotaAtOnceAndThenLittleByLittle() {
        let quota = RateQuota(requests: 3, seconds: 60)
        var bucket = RateBucket()
        let first = bucket.take(quota, at: 0)
        #expect(first == .init(isAllowed: true, remaining: 2, resetSeconds: 20, retrySeconds: 0))
        #expect(bucket.take(quota, at: 0).remaining == 1)
        #expect(
            bucket.take(quota, at: 0) == .init(isAllowed: true, remaining: 0, resetSeconds: 60, retrySeconds: 20))
        let refused = bucket.take(quota, at: Self.second)
        #expect(refused == .init(isAllowed: false, remaining: 0, resetSeconds: 59, retrySeconds: 19))
        // A refusal costs nothing, and Retry-After is the truth.
        #expect(!bucket.take(quota, at: 20 * Self.second - 1).isAllowed)
        #expect(bucket.take(quota, at: 20 * Self.second).isAllowed)
        #expect(bucket.take(quota, at: 1000 * Self.second).remaining == 2)
    }

    /// The promise of `RateLimit-Policy`, tried with many clients that use it up to the last request.
    @Test(arguments: 0..<50)
    func whoeverKeepsToThePolicyIsNeverRefused(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let quota = RateQuota(
            requests: Int.random(in: 1...20, using: &random), seconds: Int.random(in: 1...10, using: &random))
        let window = Int64(quota.seconds) * Self.second
        var (bucket, time, sent): (RateBucket, Int64, [Int64]) = (RateBucket(), 0, [])
        for _ in 0..<500 {
            time += Int64.random(in: 0...(window / Int64(quota.requests)), using: &random)
            if sent.count >= quota.requests { time = max(time, sent[sent.count - quota.requests] + window) }
            sent.append(time)
            #expect(bucket.take(quota, at: time).isAllowed)
        }
    }

    struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    @Test func countsClientsApartAndRemembersNoMoreThanItMay() throws {
        let time = Mutex<Int64>(0)
        let limiter = RateLimiter("client", RateQuota(requests: 1, seconds: 60)) { time.withLock { $0 } }
        let fields = try limiter.take("a")
        #expect(fields[.rateLimitPolicy] == #""client";q=1;w=60"#)
        #expect(fields[.rateLimit] == #""client";r=0;t=60"#)
        let problem = try #require(throws: Problem.self) { _ = try limiter.take("a") }
        #expect(problem.status == .tooManyRequests)
        #expect(problem.headers[.retryAfter] == "60")
        #expect(problem.headers[.rateLimit] == #""client";r=0;t=60"#)
        _ = try limiter.take("b")
        for number in 0..<RateLimiter.capacity { _ = try limiter.take("client \(number)") }
        time.withLock { $0 = 60 * Self.second }
        _ = try limiter.take("a")
    }

    @Test(arguments: ["", "600", "600/", "/60", "0/60", "60/0", "-1/60", "600/60/1", "many/60", "600/86401"])
    func readsNoQuotaOutOf(_ text: String) { #expect(RateQuota(text) == nil) }

    @Test("By address: an IPv4 address, also as IPv6 writes it; of IPv6 all that one household has")
    func networks() throws {
        func network(_ text: String) throws -> String { try SocketAddress(ipAddress: text, port: 4).network }
        #expect(try network("192.0.2.7") == "192.0.2.7")
        #expect(try network("::ffff:192.0.2.7") == "192.0.2.7")
        #expect(try network("::ffff:192.0.2.8") == "192.0.2.8")
        let household = try network("2001:db8:1:2::7")
        #expect(try network("2001:db8:1:2:ffff::8") == household)
        #expect(try network("2001:db8:1:3::7") != household)
    }

    /// 429 as everybody meets it, and what is left on good and bad answers alike.
    @Test func isToldWithEveryAnswer() async throws {
        let definition = ServiceDefinition(
            name: "test-service", schema: TestDatabase.schema, topic: nil, defaultPort: 0, migrations: [])
        let build: ServiceHost.Build = { _ in
            ServiceParts(routes: { router in
                router.get("/v1/things") { _, _ in Response.json(["a": 1]) }
                router.get("/v1/nothing") { _, _ -> Response in throw Problem.notFound() }
            })
        }
        try await TestDatabase.with { database in
            try await RunningService.run(
                definition, databaseURL: database.url, settings: ["RATE_LIMIT": "2/3600"], build: build
            ) { service in
                await service.log.waitFor("\"Serving\"")
                let mine = ["Authorization": try await service.issuer.bearer()]
                let first = try await service.send("GET", "/v1/things", mine)
                #expect(first.status == 200)
                #expect(first.header("ratelimit-policy") == #""client";q=2;w=3600"#)
                #expect(first.header("ratelimit") == #""client";r=1;t=1800"#)
                let second = try await service.send("GET", "/v1/nothing", mine)
                #expect(second.status == 404)
                #expect(second.header("ratelimit")?.hasPrefix(#""client";r=0"#) == true)
                let third = try await service.send("GET", "/v1/things", mine)
                #expect(third.status == 429)
                #expect(third.problem == "too_many_requests")
                #expect((1...1800).contains(Int(third.header("retry-after") ?? "") ?? 0))
                let other = try await service.issuer.bearer(subject: "user-2")
                #expect(try await service.send("GET", "/v1/things", ["Authorization": other]).status == 200)
                // Nobody's quota, so nobody's header.
                #expect(try await service.send("GET", "/health/live").header("ratelimit") == nil)
            }
        }
    }
}
