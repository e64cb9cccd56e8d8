import Synchronization

/// Whether the service can do its work: what load balancers and `ops/up` ask.
///
/// Live means the process answers. Ready means that requests will be served: the database answers and the schema is
/// there. The broker and the projections must have been there once since the start; if they fail later the service goes
/// on taking requests, because what it takes is safe in the database and is published when the broker is back. That is
/// shown as degraded, not as unready.
public final class Health: Sendable {
    /// Asks one part; the words say what is wrong, or `nil` when all is well.
    public typealias Check = @Sendable () async -> String?

    /// When a check that fails makes the service unready.
    enum Weight {
        case always
        case untilFirstSuccess
    }

    private struct Part {
        let name: String
        let weight: Weight
        let check: Check
        var hasSucceeded = false
    }

    enum Phase: Equatable {
        /// Not serving yet, and why.
        case starting(String)
        case running
        case stopping
    }

    private struct State {
        var phase: Phase = .starting("It has just started.")
        var parts: [Part] = []
    }

    private let state = Mutex(State())

    /// By how many days the service's clock is ahead; see ``ServiceSettings/daysAhead``.
    private let daysAhead: Int

    init(daysAhead: Int = 0) {
        self.daysAhead = daysAhead
    }

    var phase: Phase {
        get { state.withLock { $0.phase } }
        set {
            state.withLock { state in
                // Once stopping, nothing makes it ready again.
                if state.phase != .stopping { state.phase = newValue }
            }
        }
    }

    /// Adds a part to ask about. Its name is what an operator reads.
    func add(_ name: String, _ weight: Weight, _ check: @escaping Check) {
        state.withLock { $0.parts.append(Part(name: name, weight: weight, check: check)) }
    }

    /// What `/health/ready` says.
    struct Report: Equatable {
        var isReady: Bool
        /// What is wrong, by part.
        var faults: [String: String]
        /// By how many days the clock is ahead, where it is: nobody is to take a rehearsal for the real thing.
        var daysAhead: Int?

        var json: JSON {
            let status = !isReady ? "not_ready" : faults.isEmpty ? "ready" : "degraded"
            let members = faults.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
            return .object(leavingOutNil: [
                ("status", .string(status)), ("faults", .object(members)),
                ("clock_ahead", daysAhead.map { .number($0) }),
            ])
        }
    }

    func report() async -> Report {
        var report = await look()
        if daysAhead > 0 { report.daysAhead = daysAhead }
        return report
    }

    private func look() async -> Report {
        switch phase {
        case .starting(let why): return Report(isReady: false, faults: ["start": why])
        case .stopping: return Report(isReady: false, faults: ["stop": "It is stopping."])
        case .running: break
        }
        let parts = state.withLock { $0.parts }
        let outcomes = await withTaskGroup(of: (Int, String?).self) { group in
            for (index, part) in parts.enumerated() { group.addTask { (index, await part.check()) } }
            return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        var report = Report(isReady: true, faults: [:])
        state.withLock { state in
            for (index, part) in parts.enumerated() {
                guard let fault = outcomes[index] else {
                    state.parts[index].hasSucceeded = true
                    continue
                }
                report.faults[part.name] = fault
                if part.weight == .always || !state.parts[index].hasSucceeded { report.isReady = false }
            }
        }
        return report
    }
}
