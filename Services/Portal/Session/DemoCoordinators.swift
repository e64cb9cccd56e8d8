import Inclusion

/// The people a demonstration can be watched as: one coordinator for each queue.
enum DemoCoordinators {
    static let all = Locality.all.map { locality in
        Person(
            subject: "demo-coordinator-\(locality.code)", displayName: "Demo coordinator, \(locality.name)",
            organisation: "demo-authority", localities: [locality.code])
    }

    /// Of that queue; `nil` when there is none.
    static func of(locality code: String) -> Person? { all.first { $0.localities == [code] } }
}
