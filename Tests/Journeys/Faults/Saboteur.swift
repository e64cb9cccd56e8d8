import Glibc
import Testing

/// Carries out a plan of faults.
struct Saboteur: Sendable {
    let town: Town
    let plan: FaultPlan
    let book: PostingBook
    let referrals: Int

    /// Returns when everything has been done, and runs again.
    func work() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for step in plan.steps {
                while await book.settled < min(step.after, referrals) {
                    try await Task.sleep(for: .milliseconds(10))
                }
                if case .freeze(let name) = step.fault {
                    // Meanwhile other things go wrong, too.
                    group.addTask { try await freeze(name, for: step.pause) }
                } else {
                    try await carryOut(step)
                }
            }
            try await group.waitForAll()
        }
    }

    private func carryOut(_ step: FaultPlan.Step) async throws {
        switch step.fault {
        case .kill(let name):
            await town.kill(name)
            try await Task.sleep(for: step.pause)
            try town.start(name)
        case .freeze(let name):
            try await freeze(name, for: step.pause)
        case .restartDatabase:
            try await town.server?.restart()
        case .killDatabase:
            try await town.server?.kill()
            try await Task.sleep(for: step.pause)
            try await town.server?.start()
        case .killBroker:
            await town.kill("broker")
            try await Task.sleep(for: step.pause)
            try town.start("broker")
        }
    }

    /// If it is killed meanwhile, the process that comes after it is another.
    private func freeze(_ name: String, for pause: Duration) async throws {
        guard let process = town.process(name) else { return }
        process.signal(SIGSTOP)
        try await Task.sleep(for: pause)
        process.signal(SIGCONT)
    }
}
