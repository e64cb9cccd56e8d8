public import FoundationEssentials

/// One reading of a child's details, as the access log has it. Nothing in it says what was read.
public struct AccessLine: Sendable, Equatable {
    /// Grows with every reading.
    public let id: Int64
    /// When it was read.
    public let at: Date
    /// Who read it.
    public let reader: Reader
    /// Code of a ``ReadingPurpose``, or of one there was once.
    public let purpose: String
    /// The referral it was read for; `nil` when it was for none in particular, such as a plan.
    public let referral: UUID?
}
