/// The localities there are: a county's, and the two named queues.
public struct LocalityBook: Sendable, Equatable {
    /// The county's in their order, then the named queues.
    public let all: [Locality]

    /// Of a county with these.
    public init(_ localities: [Locality]) { all = localities + [.outOfArea, .unrouted] }

    /// What holds where nothing else has been announced: the default county's.
    public static let standard = LocalityBook(Locality.gloucestershire)

    /// The one of that code; `nil` when there is none.
    public subscript(code: String) -> Locality? { all.first { $0.code == code } }

    /// The same for showing: a case may lie where an earlier county had a locality, and a code is given only once.
    public func shown(_ code: String) -> Locality? { self[code] ?? Locality(code: code) }

    /// As people say it; the code itself for one that nobody here knows.
    public func name(of code: String) -> String { shown(code)?.name ?? code }
}
