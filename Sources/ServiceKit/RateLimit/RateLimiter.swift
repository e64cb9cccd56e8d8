import HTTPTypes
public import Hummingbird
import Synchronization

/// Counts the requests of many clients, each against the same quota, in the memory of this one process.
///
/// Several copies of a service count apart, so a client may get that many times the quota: never less than promised.
public final class RateLimiter: Sendable {
    private let name: String
    private let quota: RateQuota
    private let policy: String
    private let now: @Sendable () -> Int64
    private let buckets = Mutex<[String: RateBucket]>([:])

    /// Most clients remembered at once. Beyond it those whose quota is full again are forgotten, which changes nothing
    /// for them; and if that frees nothing, everybody.
    static let capacity = 50_000

    /// - Parameters:
    ///   - name: what the policy is called in headers.
    ///   - now: nanoseconds of a clock that does not go backwards.
    public init(_ name: String, _ quota: RateQuota, now: @escaping @Sendable () -> Int64 = RateLimiter.uptime) {
        self.name = name
        self.quota = quota
        self.now = now
        policy = "\"\(name)\";q=\(quota.requests);w=\(quota.seconds)"
    }

    /// Nanoseconds since the machine was started.
    public static let uptime: @Sendable () -> Int64 = {
        let components = SuspendingClock.now - SuspendingClock().systemEpoch
        return components.components.seconds * 1_000_000_000 + components.components.attoseconds / 1_000_000_000
    }

    /// Counts a request of `client`.
    /// - Returns: `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers) for the answer.
    /// - Throws: ``Problem`` 429 with `Retry-After` and the same headers.
    public func take(_ client: String) throws(Problem) -> HTTPFields {
        let verdict = count(client)
        let fields: HTTPFields = [
            .rateLimitPolicy: policy, .rateLimit: "\"\(name)\";r=\(verdict.remaining);t=\(verdict.resetSeconds)",
        ]
        guard verdict.isAllowed else {
            throw Problem.tooManyRequests(retryAfterSeconds: verdict.retrySeconds).adding(fields)
        }
        return fields
    }

    /// Counts a request of `client` before `answer` is asked for, and says with whatever comes of it what is left.
    /// - Throws: ``Problem`` 429 when nothing is left; otherwise what `answer` throws.
    public func counting(_ client: String, _ answer: () async throws -> Response) async throws -> Response {
        let fields = try take(client)
        do {
            var response = try await answer()
            for field in fields { response.headers[field.name] = field.value }
            return response
        } catch let problem as Problem {
            throw problem.adding(fields)
        }
    }

    private func count(_ client: String) -> RateBucket.Verdict {
        let time = now()
        return buckets.withLock { buckets in
            if buckets.count >= Self.capacity, buckets[client] == nil {
                buckets = buckets.filter { $0.value.fullAt > time }
                if buckets.count >= Self.capacity { buckets.removeAll(keepingCapacity: true) }
            }
            return buckets[client, default: RateBucket()].take(quota, at: time)
        }
    }
}

extension Problem {
    /// The same with these header fields besides its own.
    public func adding(_ fields: HTTPFields) -> Problem {
        var problem = self
        for field in fields { problem.headers[field.name] = field.value }
        return problem
    }
}

extension HTTPField.Name {
    static let rateLimitPolicy = Self.known("RateLimit-Policy")
    static let rateLimit = Self.known("RateLimit")
}
