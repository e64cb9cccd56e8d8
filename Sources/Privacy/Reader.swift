/// Who reads a child's details, as the access log remembers it.
public struct Reader: Sendable, Equatable {
    /// Subject of the token, or the name of the service.
    public let subject: String
    /// The role the caller acts in, such as `coordinator`.
    public let role: String
    /// The caller's organisation.
    public let organisation: String
    /// The trace the reading belongs to, to find it in the logs.
    public let traceID: String?

    /// A person or a machine with a token.
    public init(subject: String, role: String, organisation: String, traceID: String? = nil) {
        self.subject = subject
        self.role = role
        self.organisation = organisation
        self.traceID = traceID
    }

    /// A service that reads in order to do its own work, such as routing by postcode.
    public static func service(_ name: String, traceID: String? = nil) -> Reader {
        Reader(subject: name, role: "service", organisation: "referral-hub", traceID: traceID)
    }
}
