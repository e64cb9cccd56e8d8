import Inclusion
import ServiceKit

/// The people a demonstration can be watched as: one coordinator for each queue.
enum DemoCoordinators {
    /// Of that queue; `nil` when there is none.
    static func of(locality code: String, among localities: LocalityBook) -> Person? {
        localities[code].map { locality in
            Person(
                subject: "demo-coordinator-\(locality.code)", displayName: "Demo coordinator, \(locality.name)",
                organisation: "demo-authority", roles: [.coordinator], localities: [locality.code])
        }
    }
}
