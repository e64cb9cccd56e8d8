import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Privacy
import Testing

@testable import ServiceKit

@Suite("Problems", .timeLimit(.minutes(1)))
struct ProblemTests {
    @Test func rendersAsRFC9457() {
        let problem = Problem.invalid([FieldProblem(pointer: "/a", code: "required", detail: "This must be given.")])
        #expect(
            problem.json(instance: "4bf92f3577b34da6a3ce929d0e0e4736").text == """
                {"type":"https://referral-hub.example/problems/invalid_fields","title":"Some fields are wrong",\
                "status":422,"detail":"Some fields are missing or wrong. Nothing was changed.",\
                "instance":"4bf92f3577b34da6a3ce929d0e0e4736",\
                "errors":[{"pointer":"/a","code":"required","detail":"This must be given."}]}
                """)
    }

    private struct Nothing: Aggregate {
        static func evolve(_ state: Nothing?, _ event: ReferralEvent) -> Nothing? { state }
    }

    @Test func saysWhichVersionIsCurrentAndWhatHappened() {
        let problem = Problem.stale(current: 5, changes: [(code: "acknowledged", at: Date(timeIntervalSince1970: 0))])
        #expect(problem.status == .preconditionFailed)
        #expect(problem.headers[.eTag] == "\"5\"")
        #expect(
            problem.json(instance: nil).text.hasSuffix(
                #""current_version":5,"changes":[{"at":"1970-01-01T00:00:00Z","code":"acknowledged"}]}"#))
    }

    struct Surprise: Error, CustomStringConvertible {
        var description: String { "Ada Lovelace, born 2014" }
    }

    @Test func tellsNothingAboutAnErrorNobodyExpected() {
        let problem = Problem(describing: Surprise())
        #expect(problem == .internalError)
        #expect(problem.title == "Sorry, there is a problem with the service")
        #expect(ErrorWords.safe(Surprise()) == "Surprise")
    }

    @Test func knowsWhatErrorsMean() {
        #expect(Problem(describing: HTTPError(.notFound)).status == .notFound)
        #expect(Problem(describing: HTTPError(.badRequest, message: "secret")).detail.contains("secret") == false)
        #expect(Problem(describing: PrivacyError.erased).status == .gone)
        #expect(Problem(describing: PrivacyError.brokenSeal) == .internalError)
        #expect(Problem(describing: CancellationError()).status == .serviceUnavailable)
        #expect(Problem(describing: CancellationError()).headers[.retryAfter] == "1")
    }

    private func request(_ headers: HTTPFields) -> Request {
        Request(
            head: HTTPRequest(
                method: .post, scheme: nil, authority: nil, path: "/v1/things?a=b", headerFields: headers),
            body: .init(buffer: .init()))
    }

    @Test func readsIfMatch() throws {
        #expect(try IfMatch(request([.ifMatch: "\"12\""])).version == 12)
        let nothing = Loaded<Nothing>.none
        try IfMatch(request([.ifMatch: "\"0\""])).require(nothing)
        #expect(throws: Problem.stale(current: 0)) { try IfMatch(request([.ifMatch: "\"3\""])).require(nothing) }
        #expect(try #require(throws: Problem.self) { try IfMatch(request([:])) }.status == .preconditionRequired)
    }

    @Test(arguments: ["3", "*", "W/\"3\"", "\"\"", "\"x\"", "\"-1\"", "\"1\", \"2\"", "\"99999999999999999999\""])
    func refusesOtherIfMatch(_ value: String) throws {
        #expect(
            try #require(throws: Problem.self) { try IfMatch(request([.ifMatch: value])) }.code == "if_match_invalid")
    }

    @Test func readsIdempotencyKeys() throws {
        let id = "0198c0de-0000-7000-8000-000000000000"
        #expect(try IdempotencyKey(request([.idempotencyKey: id])).id == UUID(uuidString: id))
        #expect(try IdempotencyKey(request([.idempotencyKey: "\"\(id)\""])).id == UUID(uuidString: id))
        for bad in ["", "x", "\"\(id)", "{\(id)}", "\(id)0"] {
            let problem = try #require(throws: Problem.self) { try IdempotencyKey(request([.idempotencyKey: bad])) }
            #expect(problem.status == .badRequest)
        }
        #expect(
            try #require(throws: Problem.self) { try IdempotencyKey(request([:])) }.code == "idempotency_key_required")
    }

    @Test func namesItsHeadersRight() {
        #expect(HTTPField.Name.traceID.rawName == "trace-id")
        #expect(HTTPField.Name.idempotencyKey.rawName == "Idempotency-Key")
        #expect(HTTPField.Name.idempotencyReplayed.rawName == "Idempotency-Replayed")
        #expect(HTTPField.Name.referrerPolicy.rawName == "Referrer-Policy")
    }
}
