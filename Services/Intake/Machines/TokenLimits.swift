import HTTPTypes
import ServiceKit

/// How often a token may be asked for.
///
/// Counted by client and address together, so that nobody can use up another's quota by naming it; and by address
/// alone, ten times as many, so that inventing names gains nothing.
struct TokenLimits: Sendable {
    private let byClient: RateLimiter?
    private let byAddress: RateLimiter?

    /// - Parameter quota: of a client at an address; `nil` for as often as it likes.
    init(_ quota: RateQuota?, now: @escaping @Sendable () -> Int64 = RateLimiter.uptime) {
        byClient = quota.map { RateLimiter("token", $0, now: now) }
        byAddress = quota.map {
            RateLimiter("address", RateQuota(requests: $0.requests * 10, seconds: $0.seconds), now: now)
        }
    }

    /// Counts a request from an address.
    func take(address: String) throws -> HTTPFields { try Self.take(byAddress, address) ?? [:] }

    /// Counts it for the client it names, too.
    func take(client: String, address: String) throws -> HTTPFields? {
        try Self.take(byClient, "\(client)\n\(address)")
    }

    /// A refusal carries the members of RFC 6749, section 5.2 beside those of a problem: libraries look for `error`.
    private static func take(_ limiter: RateLimiter?, _ key: String) throws(Problem) -> HTTPFields? {
        do throws(Problem) {
            return try limiter?.take(key)
        } catch {
            var problem = error
            problem.members += [
                .init("error", "temporarily_unavailable"), .init("error_description", .string(problem.detail)),
            ]
            throw problem
        }
    }
}
