import Contracts
import FoundationEssentials
import Logging
import Postgres

/// Does one piece of work after another while there is any, and looks again after a pause, or when the bell rings. A piece
/// that fails is passed over for a while, so that it neither fails in a loop nor holds up the others.
///
/// Several loops may share the work, also those of other copies: how a piece is claimed is the work's own affair.
public struct WorkLoop: Sendable {
    /// What stopped the work on one piece.
    public struct Trouble: Error {
        /// Which piece.
        public let id: UUID
        /// Why it failed.
        public let cause: any Error

        /// A piece, and why it failed.
        public init(id: UUID, cause: any Error) {
            self.id = id
            self.cause = cause
        }
    }

    /// What came of a look for work.
    public enum Outcome: Sendable, Equatable {
        /// A piece was done; there may be more.
        case worked
        /// There is none to be had.
        case nothing(lookAgainAfter: Duration)
    }

    let bell: Signal
    let pause: Duration
    let respite: Duration
    let complaint: String
    let thing: String
    let logger: Logger

    /// - Parameters:
    ///   - bell: ends a pause early.
    ///   - pause: how long nobody looks after a look that failed.
    ///   - respite: for so long a piece that failed is passed over.
    ///   - complaint: logged when a piece or a look fails.
    ///   - thing: what the log calls a piece.
    public init(
        bell: Signal = Signal(), pause: Duration, respite: Duration, complaint: String, thing: String, logger: Logger
    ) {
        self.bell = bell
        self.pause = pause
        self.respite = respite
        self.complaint = complaint
        self.thing = thing
        self.logger = logger
    }

    /// Works until the task is cancelled.
    /// - Parameter workOne: does one piece that is not among those to be passed over; throws ``Trouble`` when that piece
    ///   failed, anything else when looking did.
    public func run(_ workOne: (_ passingOver: [UUID]) async throws -> Outcome) async {
        var inTrouble: [UUID: ContinuousClock.Instant] = [:]
        while !Task.isCancelled {
            inTrouble = inTrouble.filter { ContinuousClock.now < $0.value }
            var rest = pause
            do {
                switch try await workOne(Array(inTrouble.keys)) {
                case .worked: continue
                case .nothing(let pause): rest = pause
                }
            } catch let trouble as Trouble {
                inTrouble[trouble.id] = .now + respite
                warn(of: trouble.cause, [thing: "\(trouble.id.text)"])
                continue
            } catch is CancellationError {
                return
            } catch {
                warn(of: error, [:])
            }
            await bell.wait(atMost: rest)
        }
    }

    private func warn(of error: any Error, _ metadata: Logger.Metadata) {
        let why = error is PostgresError ? "\(error)" : "\(type(of: error))"
        logger.warning("\(complaint)", metadata: metadata.merging(["why": "\(why)"]) { $1 })
    }
}
