import CSV
import Testing

@Suite("CSV", .timeLimit(.minutes(1)))
struct CSVTextTests {
    @Test("Commas, quotes and line ends stay inside their cell; nothing begins a formula")
    func cells() {
        var csv = CSVText(columns: ["a", "b"])
        csv.add(["plain", "with, comma"])
        csv.add(["“said”", "he \"said\""])
        csv.add(["two\r\nlines", ""])
        csv.add(["=1+1", "@sum"])
        csv.add(["-2", "+3,4"])
        #expect(
            csv.text == """
                a,b\r
                plain,"with, comma"\r
                “said”,"he ""said""\"\r
                "two\r
                lines",\r
                '=1+1,'@sum\r
                '-2,"'+3,4"\r

                """)
    }
}
