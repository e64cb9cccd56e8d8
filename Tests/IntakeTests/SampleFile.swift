/// A file of referrals as an agency might send it.
enum SampleFile {
    static let columns = [
        "your_reference", "child.given_name", "child.family_name", "child.date_of_birth", "child.home_postcode",
        "child.send.provision", "child.care.child_protection_plan", "child.care.child_in_need",
        "child.care.child_in_care", "referrer.name", "referrer.role", "referrer.email", "source", "level", "concerns",
        "tried.1", "needs", "safeguarding.immediate_risk", "lawful_basis.basis", "child.nhs",
    ]

    /// The cells of a good row, with some of them changed.
    static func row(_ number: Int, changing changes: [String: String] = [:]) -> [String] {
        let cells = [
            "", "Rowan", "Testwell", "09/04/2013", "GL1 2EH", "K", "no", "No", "FALSE", "Mo Sample", "SENCo",
            "senco@school.example.org", "2A", "3", "Lessons feel impossible.\nRow \(number).", "Mentor", "SEMH", "no",
            "public_task", "",
        ]
        return zip(columns, cells).map { changes[$0] ?? $1 }
    }

    static func text(_ rows: [[String]]) -> String {
        ([columns] + rows).map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
        }.joined()
    }

    static func text(rows: Int) -> String { text((0..<rows).map { row($0) }) }
}
