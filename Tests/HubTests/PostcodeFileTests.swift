import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct PostcodeFileTests {
    @Test func readsRowsWhateverTheLineEndsOrdersAndQuotes() throws {
        let text =
            "\u{FEFF}district,\"Postcode\",northing,easting\r\nE07000081,gl1 2eh,218000,383000\r\n"
            + "E07000078, GL50 1AA ,222000,394000\r\n"
        #expect(
            try PostcodeFile(text).rows == [
                PostcodeRow(postcode: "GL12EH", district: "E07000081", easting: 383_000, northing: 218_000),
                PostcodeRow(postcode: "GL501AA", district: "E07000078", easting: 394_000, northing: 222_000),
            ])
    }

    @Test func namesEveryBadLine() {
        let text = """
            postcode,district,easting,northing
            GL12EH,E07000081,383000,218000
            GL1,E07000081,383000,218000
            GL501AA,Cheltenham,394000,222000
            GL502AA,E07000078,394000
            GL503AA,E07000078,39x,222000
            GL504AA,E07000078,394000,
            GL1 2EH,E07000081,383000,218000
            """
        let faults = #expect(throws: PostcodeFile.Faults.self) { try PostcodeFile(text) }
        #expect(faults?.first.map(\.line) == [3, 4, 5, 6, 7, 8])
        #expect(faults?.first.last?.words == "has the same postcode as line 2")
    }

    @Test func tellsTwentyOfMany() {
        let text = "postcode,district,easting,northing\n" + String(repeating: "nonsense,,,\n", count: 50)
        let faults = #expect(throws: PostcodeFile.Faults.self) { try PostcodeFile(text) }
        #expect(faults?.count == 50)
        #expect(faults?.first.count == 20)
    }

    @Test(arguments: ["", "\n", "postcode,easting,northing\nGL12EH,1,2\n"])
    func wantsTheNamesOfTheColumns(_ text: String) {
        #expect(throws: PostcodeFile.Faults.self) { try PostcodeFile(text) }
    }

    @Test func aFileWithoutARowIsNotADirectory() {
        #expect(throws: PostcodeFile.Faults.self) { try PostcodeFile("postcode,district,easting,northing\n") }
    }
}
