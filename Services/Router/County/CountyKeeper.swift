import EventFlow
import Inclusion
import Logging
import ServiceLifecycle

/// Does what follows from the county's data: when the service starts, when other data have been made to count, and from
/// time to time, because meetings are planned some weeks ahead.
struct CountyKeeper: Service {
    let county: CountyNow
    /// Raised when other data count than before.
    let changed: Signal
    let news: CountyNews
    let planning: MeetingPlanning
    let logger: Logger

    static let pause = Duration.seconds(600)
    /// After trouble it is tried again sooner.
    static let respite = Duration.seconds(10)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await changed.wait(atMost: await keep() ? Self.pause : Self.respite)
            }
        }
    }

    /// - Returns: whether all of it was done.
    private func keep() async -> Bool {
        do {
            let county = try await county()
            try await news.tell(county)
            let count = try await planning.planMissing(in: county)
            if count > 0 { logger.info("Meetings planned", metadata: ["count": "\(count)"]) }
            let changed = try await planning.follow(county)
            if changed != MeetingPlanning.Changed() {
                logger.info(
                    "Meetings follow the county's calendar",
                    metadata: [
                        "moved": "\(changed.moved)", "cancelled": "\(changed.cancelled)", "left": "\(changed.left)",
                    ])
            }
            return true
        } catch {
            guard !Task.isCancelled else { return true }
            logger.warning(
                "What follows from the county's data is not done yet; it is tried again",
                metadata: ["why": "\(type(of: error))"])
            return false
        }
    }
}
