import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Privacy
import SwiftProtobuf

/// What is sealed in a case, opened for one reader in one reading, which is in the access log. What was sealed with a key that
/// is gone is left out.
struct OpenedCase: Sendable {
    /// By referral.
    private(set) var details: [String: ReferralDetails] = [:]
    /// By question.
    private(set) var questions: [String: String] = [:]
    /// By question.
    private(set) var answers: [String: String] = [:]
    /// By place among the case's decisions.
    private(set) var decisions: [Int: DecisionWords] = [:]
    /// By place among the case's decisions.
    private(set) var records: [Int: DecisionRecord] = [:]
    /// By place among the case's corrections.
    private(set) var corrections: [Int: DecisionRecord] = [:]
    /// What was said of moves, each in the order of its list in the case.
    private(set) var whys: [Why: [Int: String]] = [:]
    /// Of a case that was closed without a decision of its own.
    private(set) var closing: DecisionWords?
    /// By action.
    private(set) var actions: [String: OpenedAction] = [:]

    /// The lists of a case whose entries say why.
    enum Why: Sendable {
        case corrected, rerouted, levelChanged, reopened
    }

    init(_ file: CaseFile, with keyring: Keyring, by reader: Reader) async throws {
        let reading = try await keyring.reading(of: file, by: reader, purpose: .readCase)
        func open<M: Message>(_ sealed: Sealed, as type: M.Type) throws -> M? { try reading?.open(sealed, as: type) }
        for referral in file.referrals where referral.left != .enteredInError {
            details[referral.id] = try open(referral.details, as: ReferralDetails.self)
        }
        for question in file.questions {
            questions[question.id] = try open(question.question, as: Words.self)?.words
            guard let answer = file.answer(to: question) else { continue }
            answers[question.id] = try open(answer.answer, as: Words.self)?.words
        }
        for (place, decision) in file.decisions.enumerated() {
            if case .other(let decided) = decision {
                decisions[place] = try open(decided.words, as: DecisionWords.self)
            }
            guard let record = decision.record else { continue }
            records[place] = try open(record, as: DecisionRecord.self)
        }
        for (place, correction) in file.corrections.enumerated() {
            corrections[place] = try open(correction.record, as: DecisionRecord.self)
        }
        for (list, entries) in file.whys {
            for (place, why) in entries.enumerated() {
                guard let why else { continue }
                whys[list, default: [:]][place] = try open(why, as: Words.self)?.words
            }
        }
        if let closed = file.closing, closed.hasWords {
            closing = try open(closed.words, as: DecisionWords.self)
        }
        for action in file.actions {
            actions[action.id] = try OpenedAction(action, reading)
        }
    }

    /// What a reader may know of a referral's details: those of one that was entered in error are nobody's to read.
    func state(of referral: CaseReferral) -> String {
        if referral.left == .enteredInError { return "withheld" }
        return details[referral.id] == nil ? "erased" : "readable"
    }
}

extension CaseFile {
    /// The words that go with moves, sealed; `nil` where nobody said any.
    fileprivate var whys: [(OpenedCase.Why, [Sealed?])] {
        [
            (.corrected, corrections.map(\.why)), (.rerouted, moves.map { $0.hasWhy ? $0.why : nil }),
            (.levelChanged, levelChanges.map(\.why)), (.reopened, reopenings.map(\.why)),
        ]
    }
}

extension CaseDecision {
    /// Its record, sealed; a decision from before there were records has none.
    fileprivate var record: Sealed? {
        switch self {
        case .apPlacement(let decided): decided.hasRecord ? decided.record : nil
        case .other(let decided): decided.hasRecord ? decided.record : nil
        }
    }
}

/// When things happened in a case, each list in the order of its events.
struct CaseTimes: Sendable {
    let decisions: [Date]
    let questions: [Date]
    let answers: [Date]
    let joined: [Date]
    let amendments: [Date]
    let corrections: [Date]
    let moves: [Date]
    let levelChanges: [Date]
    let placementNews: [Date]
    let reopenings: [Date]
    let listed: Date?
    /// When it was closed, with or without a decision.
    let closed: Date?

    init(_ loaded: Loaded<CaseFile>) {
        func times(_ kinds: CaseEvent.Kind...) -> [Date] {
            loaded.history.filter { moment in kinds.contains { $0.rawValue == moment.type } }.map(\.time)
        }
        decisions = times(.apPlacementDecided, .decided)
        questions = times(.informationAsked)
        answers = times(.informationReceived)
        joined = times(.referralJoined)
        amendments = times(.amended)
        corrections = times(.decisionCorrected)
        moves = times(.rerouted)
        levelChanges = times(.levelChanged)
        placementNews = times(.placementNoted)
        reopenings = times(.reopened)
        listed = times(.listed).last
        closed = loaded.state?.outcome == nil ? nil : times(.decided, .closed).last
    }
}
