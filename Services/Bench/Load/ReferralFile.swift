/// A CSV file of referrals, each about another child.
struct ReferralFile {
    private var identifiers: FreshIdentifiers

    /// Children that no request posted by ``Agencies`` is about.
    init() throws { identifiers = try FreshIdentifiers(after: 500_000_000) }

    private static let columns = [
        "child.given_name", "child.family_name", "child.date_of_birth", "child.home_postcode", "child.upn",
        "child.send.provision", "child.send.needs", "child.care.child_protection_plan", "child.care.child_in_need",
        "child.care.child_in_care", "referrer.name", "referrer.role", "referrer.email", "source", "level", "concerns",
        "tried.1", "tried.2", "needs", "lawful_basis.basis",
    ]

    /// The file, with so many rows under its headings.
    mutating func text(rows: Int) -> String {
        var text = Self.columns.joined(separator: ",") + "\r\n"
        for row in 0..<rows {
            let upn = String(decoding: identifiers.upn(), as: UTF8.self)
            text += "Rowan,Testwell,09/04/2013,GL1 2EH,\(upn),K,SEMH,no,no,no,Mo Sample,SENCo,senco@school.example.org,"
            text += "2A,3,\"Has stopped coming in, and says that lessons feel impossible.\nRow \(row).\","
            text += "Part-time timetable for four weeks,Mentor twice a week,SEMH,public_task\r\n"
        }
        return text
    }
}
