import SchoolYear

/// What is done to a town while referrals come in, and when. All of it follows from the seed, so that a round that went
/// wrong can be played again.
struct FaultPlan: Equatable, Sendable {
    enum Fault: Hashable, Sendable, CustomStringConvertible {
        /// A process ends at once, and is started again.
        case kill(String)
        /// A process stands still for longer than its session, and then goes on as if nothing had happened.
        case freeze(String)
        /// The database server ends every session, stops, and is started again.
        case restartDatabase
        /// The database server ends at once, and recovers.
        case killDatabase
        /// The broker ends at once, and comes back empty.
        case killBroker

        var description: String {
            switch self {
            case .kill(let name): "kill \(name)"
            case .freeze(let name): "freeze \(name)"
            case .restartDatabase: "restart database"
            case .killDatabase: "kill database"
            case .killBroker: "kill broker"
            }
        }
    }

    struct Step: Equatable, Sendable {
        /// Not before so many referrals have been taken.
        let after: Int
        let fault: Fault
        /// How long it lasts.
        let pause: Duration
    }

    let steps: [Step]
    private let copies: Int

    /// - Parameters:
    ///   - services: each is killed at least once.
    ///   - copies: processes of each service; with more than one, one of each service is frozen, too.
    ///   - more: how many faults besides one of every kind.
    init(seed: UInt64, referrals: Int, services: [String], copies: Int, more: Int) {
        self.copies = copies
        var generator = SplitMix64(seed: seed)
        func someCopy(of service: String) -> String {
            let all = Town.copies(copies, of: service)
            return all[Int.random(in: all.indices, using: &generator)]
        }
        let common: [Fault] = [.restartDatabase, .killDatabase, .killBroker]
        var faults = common + services.map { .kill(someCopy(of: $0)) }
        if copies > 1 { faults += services.map { .freeze(someCopy(of: $0)) } }
        for _ in 0..<more {
            let choice = Int.random(in: 0..<(common.count + services.count), using: &generator)
            faults.append(
                choice < common.count ? common[choice] : .kill(someCopy(of: services[choice - common.count])))
        }
        faults.shuffle(using: &generator)
        let moments = faults.map { _ in Int.random(in: 0...(referrals * 9 / 10), using: &generator) }.sorted()
        steps = zip(moments, faults).map { moment, fault in
            let milliseconds: Int =
                if case .freeze = fault {
                    // The embedded profile's session lasts four seconds.
                    Int.random(in: 4_500...6_000, using: &generator)
                } else {
                    Int.random(in: 0...1_000, using: &generator)
                }
            return Step(after: moment, fault: fault, pause: .milliseconds(milliseconds))
        }
    }
}

extension FaultPlan {
    /// How many mails a notifier sends at the same time, where nobody sets it.
    private static let mailsAtOnce = 4

    /// How many mails may come a second time: each copy of the notifier forgets those in hand when it dies or its database
    /// does.
    var mailsAgain: Int {
        steps.reduce(0) { sum, step in
            switch step.fault {
            case .kill(let name), .freeze(let name): sum + (name.hasPrefix("notifier") ? Self.mailsAtOnce : 0)
            case .restartDatabase, .killDatabase: sum + copies * Self.mailsAtOnce
            case .killBroker: sum
            }
        }
    }
}
