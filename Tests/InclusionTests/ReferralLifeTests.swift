import Contracts
import FoundationEssentials
import SchoolYear
import Testing

@testable import Inclusion

@Suite("A referral's life", .timeLimit(.minutes(1))) struct ReferralLifeTests {
    /// What is done one after the other, what the router says at the end, and what may be done then.
    struct Row: Sendable {
        var done: [ReferralCommand] = []
        var news = CaseNews()
        let state: ReferralState
        let moves: [ReferralMove]
    }

    static let question = "q1"
    static let asked = CaseNews(asked: [question])
    static let answer = ReferralCommand.answer(questionID: question, words: Samples.sealed(), by: "a")
    static let authorise = ReferralCommand.authorise(authorisation: Samples.sealed(), by: "a")
    static let stop = ReferralCommand.changeLawfulBasis(nil, record: Samples.sealed(), by: "a")
    static let allow = ReferralCommand.changeLawfulBasis(.publicTask, record: Samples.sealed(), by: "a")

    static let table: [Row] = [
        Row(state: .submitted, moves: [.amend, .authorise, .changeLawfulBasis, .withdraw, .markError]),
        Row(done: [authorise], state: .submitted, moves: [.amend, .changeLawfulBasis, .withdraw, .markError]),
        Row(
            news: asked, state: .needsInformation,
            moves: [.amend, .answer, .authorise, .changeLawfulBasis, .withdraw, .markError]),
        Row(
            done: [answer], news: asked, state: .submitted,
            moves: [.amend, .authorise, .changeLawfulBasis, .withdraw, .markError]),
        Row(
            news: CaseNews(asked: [question], isClosed: true), state: .closed, moves: [.changeLawfulBasis, .markError]),
        Row(done: [.withdraw(.movedAway, words: nil, by: "a")], news: asked, state: .withdrawn, moves: []),
        Row(
            done: [.markError(words: Samples.sealed(), by: "a")], news: CaseNews(isClosed: true),
            state: .enteredInError, moves: []),
    ]

    static func posted(_ change: (inout ReferralDraft) -> Void = { $0.asks?.kind = nil }) throws -> Referral {
        var draft = Samples.draft()
        change(&draft)
        return try #require(Referral.evolve(nil, .submitted(try Samples.submitted(draft))))
    }

    @Test(arguments: table.indices) func whatMayBeDoneWhen(_ place: Int) throws {
        let row = Self.table[place]
        var referral = try Self.posted()
        for command in row.done {
            referral = try #require(
                Referral.replay(try Referral.decide(referral, command, Self.asked), after: referral))
        }
        #expect(referral.state(row.news) == row.state)
        #expect(referral.moves(row.news) == row.moves)
    }

    @Test func theReceiptSaysTheSameMoves() throws {
        for kind in [nil, "aps", "independent"] {
            var draft = Samples.draft()
            draft.asks?.kind = kind
            let checked = try ReferralRules.accept(draft, agency: Samples.school, today: Samples.today)
            let referral = try #require(Referral.evolve(nil, .submitted(try Samples.submitted(draft))))
            #expect(Referral.movesAfterPosting(checked) == referral.moves(CaseNews()))
        }
    }

    @Test func refusalsSayWhy() throws {
        let referral = try Self.posted()
        func code(_ command: ReferralCommand, _ referral: Referral, _ news: CaseNews = CaseNews()) -> String? {
            do {
                _ = try Referral.decide(referral, command, news)
                return nil
            } catch {
                return error.problems.first?.code
            }
        }
        #expect(code(Self.answer, referral) == "nothing_asked")
        #expect(code(Self.answer, referral, CaseNews(asked: ["q2"])) == "not_asked")
        #expect(code(Self.answer, referral, CaseNews(asked: ["q1"], isClosed: true)) == "case_closed")
        #expect(code(Self.authorise, try Self.posted { $0.asks = nil }) == "no_ap_asked")
        #expect(code(Self.authorise, try Self.posted { _ in }) == "already_authorised")
        let stopped = try #require(Referral.replay(try Referral.decide(referral, Self.stop), after: referral))
        #expect(!stopped.sharingIsAllowed)
        #expect(code(Self.stop, stopped) == "sharing_stopped")
        let allowed = try #require(Referral.replay(try Referral.decide(stopped, Self.allow), after: stopped))
        #expect(allowed.sharingIsAllowed)
        #expect(code(try Self.amendment(changed: []), referral) == "nothing_changed")
    }

    @Test func anAmendmentBringsWhatHoldsNow() throws {
        let referral = try Self.posted()
        let events = try Referral.decide(referral, try Self.amendment(changed: ["/level"], basis: true))
        #expect(events.map(\.type).map { $0.split(separator: ".")[2] } == ["amended", "lawful_basis_changed"])
        let amended = try #require(Referral.replay(events, after: referral))
        #expect(amended.facts.level == 4)
        #expect(amended.details.childID == "amended")
        #expect(amended.isAuthorised)
    }

    static func amendment(changed: [String], basis: Bool = false) throws -> ReferralCommand {
        var draft = Samples.draft()
        draft.level = 4
        let checked = try ReferralRules.accept(draft, agency: Samples.school, today: Samples.today)
        return .amend(
            AmendReferral(
                referral: checked, details: Samples.sealed("amended"), changed: changed, reason: Samples.sealed(),
                lawfulBasis: basis ? Samples.sealed() : nil, by: "a"))
    }

    /// Whatever is tried in whatever order: a refusal changes nothing, what is allowed is done, an ending is final, and the
    /// list of moves is the truth.
    @Test(arguments: 0..<200 as Range<UInt64>) func anyOrderOfCommands(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var referral = try Self.posted { $0.asks = Bool.random(using: &random) ? $0.asks : nil }
        var news = CaseNews()
        var story: [ReferralEvent] = []
        let first = referral
        for _ in 0..<30 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: news.asked.insert("q\(Int.random(in: 1...3, using: &random))")
            case 1: news.asked.remove("q\(Int.random(in: 1...3, using: &random))")
            case 2 where Int.random(in: 0..<10, using: &random) == 0: news.isClosed = true
            default: break
            }
            let command = try Self.anyCommand(&random)
            let move = try #require(command.move)
            let before = referral
            do {
                let events = try Referral.decide(referral, command, news)
                #expect(before.moves(news).contains(move))
                #expect(!events.isEmpty && before.ending == nil)
                story += events
                referral = try #require(Referral.replay(events, after: referral))
                #expect(referral != before || move == .changeLawfulBasis || move == .amend)
            } catch let violation as RuleViolation {
                #expect([.notAllowedNow, .invalid].contains(violation.kind))
            }
            #expect(Referral.replay(story, after: first) == referral)
            #expect((referral.ending != nil) == [.withdrawn, .enteredInError].contains(referral.state(news)))
            #expect(Set(referral.answers.map(\.questionID)).count == referral.answers.count)
        }
    }

    static func anyCommand(_ random: inout SplitMix64) throws -> ReferralCommand {
        switch Int.random(in: 0..<12, using: &random) {
        case 0...3:
            .answer(questionID: "q\(Int.random(in: 1...3, using: &random))", words: Samples.sealed(), by: "a")
        case 4, 5: try amendment(changed: Bool.random(using: &random) ? ["/level"] : [], basis: true)
        case 6: authorise
        case 7, 8: stop
        case 9: allow
        case 10: .withdraw(.other, words: Samples.sealed(), by: "a")
        default: .markError(words: Samples.sealed(), by: "a")
        }
    }
}
