/// What one client has left: the generic cell rate algorithm (GCRA), a token bucket kept in one number.
///
/// Whoever never sends more than the quota in any one window is never refused. Times are nanoseconds of any clock that
/// does not go backwards.
struct RateBucket: Sendable, Equatable {
    /// When all of the quota is there again.
    private(set) var fullAt: Int64 = .min

    /// What became of one request.
    struct Verdict: Sendable, Equatable {
        let isAllowed: Bool
        /// Requests that could follow at once.
        let remaining: Int
        /// Whole seconds until the full quota is there again, rounded up.
        let resetSeconds: Int
        /// Whole seconds until the next request is allowed, rounded up; 0 when one is now.
        let retrySeconds: Int
    }

    /// Counts one request, unless there is none left.
    mutating func take(_ quota: RateQuota, at now: Int64) -> Verdict {
        let window = Int64(quota.seconds) * 1_000_000_000
        // Rounded down: in the client's favour, by less than a nanosecond a request.
        let step = window / Int64(quota.requests)
        let next = max(fullAt, now) + step
        let isAllowed = next - now <= window
        if isAllowed { fullAt = next }
        let used = max(fullAt, now) - now
        let remaining = Int((window - used) / step)
        return Verdict(
            isAllowed: isAllowed, remaining: min(remaining, quota.requests), resetSeconds: Self.seconds(used),
            retrySeconds: remaining > 0 ? 0 : Self.seconds(used + step - window))
    }

    private static func seconds(_ nanoseconds: Int64) -> Int { Int((nanoseconds + 999_999_999) / 1_000_000_000) }
}
