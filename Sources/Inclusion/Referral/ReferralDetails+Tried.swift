public import Contracts

extension ReferralDetails {
    /// What has been tried, a line for each, however the referrer told it.
    public var whatWasTried: [String] { tried + cycles.map(\.done) }
}
