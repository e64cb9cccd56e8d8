import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import ServiceKit

@Suite("JSON bodies", .timeLimit(.minutes(1)))
struct JSONBodyTests {
    private func fault(_ bytes: [UInt8]) -> Problem? {
        do throws(Problem) {
            _ = try JSONBody(bytes: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "{}", "[]", "null", "true", "0", "-1.5e+3", "\"\"", " { \"a\" : [ 1 , 2 , { } ] } \n",
        #""\u00e9\ud83d\ude00\n""#,
        "\"é😀\"", "[[],[[]],{}]", "1e2", "{\"a\":{\"b\":{\"c\":null}}}",
    ])
    func readsWhatIsJSON(_ text: String) {
        #expect(fault(Array(text.utf8)) == nil)
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let bytes: [UInt8]
        let code: String
        let offset: Int
        var testDescription: String { String(decoding: bytes, as: UTF8.self) }

        init(_ text: String, _ code: String, at offset: Int) {
            self.init(bytes: Array(text.utf8), code, at: offset)
        }
        init(bytes: [UInt8], _ code: String, at offset: Int) {
            self.bytes = bytes
            self.code = code
            self.offset = offset
        }
    }

    @Test(arguments: [
        Bad("", "malformed_json", at: 0),
        Bad("   ", "malformed_json", at: 3),
        Bad("{", "malformed_json", at: 1),
        Bad("{\"a\":1,}", "malformed_json", at: 7),
        Bad("[1,]", "malformed_json", at: 3),
        Bad("[1 2]", "malformed_json", at: 3),
        Bad("{a:1}", "malformed_json", at: 1),
        Bad("{\"a\" 1}", "malformed_json", at: 5),
        Bad("{} x", "malformed_json", at: 3),
        Bad("{}{}", "malformed_json", at: 2),
        Bad("01", "malformed_json", at: 1),
        Bad("1.", "malformed_json", at: 2),
        Bad("+1", "malformed_json", at: 0),
        Bad("NaN", "malformed_json", at: 0),
        Bad("nul", "malformed_json", at: 3),
        Bad("'a'", "malformed_json", at: 0),
        Bad("\"a", "malformed_json", at: 2),
        Bad("\"a\nb\"", "malformed_json", at: 2),
        Bad("\"\\x\"", "malformed_json", at: 2),
        Bad("\"\\u12g4\"", "malformed_json", at: 5),
        Bad("\"\\ud800\"", "malformed_json", at: 1),
        Bad("\"\\ude00\"", "malformed_json", at: 1),
        Bad("[1]]", "malformed_json", at: 3),
        Bad("[}", "malformed_json", at: 1),
        Bad("{\"a\":1]", "malformed_json", at: 6),
        Bad(bytes: [0x22, 0xFF, 0x22], "invalid_utf8", at: 1),
        Bad(bytes: [0x22, 0x61, 0xC3, 0x22], "invalid_utf8", at: 2),
        Bad(bytes: [0x22, 0xC0, 0xAF, 0x22], "invalid_utf8", at: 1),
        Bad(bytes: [0x22, 0xED, 0xA0, 0x80, 0x22], "invalid_utf8", at: 1),
        Bad(bytes: [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], "invalid_utf8", at: 1),
        Bad(bytes: [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "malformed_json", at: 0),
    ])
    func namesTheByteThatIsWrong(_ bad: Bad) throws {
        let problem = try #require(fault(bad.bytes))
        #expect(problem.status == .badRequest)
        #expect(problem.code == bad.code)
        #expect(problem.detail.hasSuffix("(at byte \(bad.offset))"), "\(problem.detail)")
    }

    @Test func nestsThirtyTwoDeepAndNoDeeper() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(fault(nested(32)) == nil)
        #expect(try #require(fault(nested(33))).code == "nested_too_deeply")
        #expect(try #require(fault(nested(100_000))).code == "nested_too_deeply")
    }

    @Test func refusesTheSameNameTwice() throws {
        #expect(try #require(fault(Array("{\"a\":1,\"a\":2}".utf8))).code == "duplicate_name")
    }

    @Test func refusesNumbersNoDoubleHolds() throws {
        #expect(try #require(fault(Array("1e999".utf8))).code == "malformed_json")
    }

    private func request(_ body: RequestBody, type: String = "application/json") -> Request {
        Request(
            head: HTTPRequest(
                method: .post, scheme: nil, authority: nil, path: "/", headerFields: [.contentType: type]),
            body: body)
    }

    struct HungUp: Error {}

    @Test func noticesABodyThatBreaksOff() async throws {
        let (body, source) = RequestBody.makeStream()
        await source.yield(ByteBuffer(string: "{\"a\":"))
        source.finish(HungUp())
        let problem = await #expect(throws: Problem.self) { try await JSONBody(request(body)) }
        #expect(problem?.code == "body_incomplete")
        #expect(problem?.status == .badRequest)
    }

    @Test func stopsReadingABodyThatIsTooLarge() async throws {
        let whole = RequestBody(buffer: ByteBuffer(repeating: 0x20, count: JSONBody.maxBytes + 1))
        #expect(await #expect(throws: Problem.self) { try await JSONBody(request(whole)) }?.status == .contentTooLarge)
        let fits = ByteBuffer(string: String(repeating: " ", count: JSONBody.maxBytes - 2) + "{}")
        #expect(try await JSONBody(request(RequestBody(buffer: fits))).bytes.count == JSONBody.maxBytes)
    }

    @Test(arguments: ["", "text/plain", "application/jsonx", "application/problem+json"])
    func takesOnlyJSON(_ type: String) async throws {
        let body = RequestBody(buffer: ByteBuffer(string: "{}"))
        let problem = await #expect(throws: Problem.self) { try await JSONBody(request(body, type: type)) }
        #expect(problem?.status == .unsupportedMediaType)
    }

    @Test func readsWhatIsWritten() throws {
        let text =
            #" { "a" : [ 1 , -2.5e1 , true , null , 12345678901234567890 ] , "é" : "\\\"\/\b\f\n\r\t\u00e9\ud83d\ude00😀" } "#
        #expect(
            try JSONBody(bytes: Array(text.utf8)).tree == [
                "a": [1, -25.0, true, nil, 12_345_678_901_234_567_890.0],
                "é": "\\\"/\u{8}\u{C}\n\r\té😀😀",
            ])
    }

    @Test func writesWhatItCanReadBack() throws {
        let json: JSON = ["text": "\u{1}\"\\/é\n😀", "list": [1, 2.5, true, nil], "empty": [:]]
        #expect(
            json.text == #"{"text":"\u0001\"\\/é\n😀","list":[1,2.5,true,null],"empty":{}}"#)
        #expect(try JSONBody(bytes: json.bytes).tree == json)
    }
}
