import Inclusion

/// Identifiers that no other request of the run has, with check characters that hold. They are worked out, not found by
/// trying, because there are thousands a second.
struct FreshIdentifiers {
    private var pupils = 0
    private var patients = 0

    /// - Parameter pupils: how many UPNs are left to others.
    /// - Throws: when the rules of the domain do not take what is made here.
    init(after pupils: Int = 0) throws {
        self.pupils = pupils
        var trial = self
        _ = try UPN(String(decoding: trial.upn(), as: UTF8.self))
        _ = try NHSNumber(String(decoding: trial.nhsNumber(), as: UTF8.self))
    }

    /// A UPN of the authority 916.
    mutating func upn() -> [UInt8] {
        pupils += 1
        let digits = [9, 1, 6] + Self.digits(pupils, count: 9)
        let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset + 2) }
        return [Self.letters[sum % Self.letters.count]] + digits.map { UInt8(48 + $0) }
    }

    /// An NHS number of the range kept for tests (999 …), as long as there are any: some 900,000.
    mutating func nhsNumber() -> [UInt8] {
        while true {
            patients += 1
            let digits = [9, 9, 9] + Self.digits(patients, count: 6)
            let sum = digits.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) }
            let check = (11 - sum % 11) % 11
            // 10 fits no digit: such a number is never issued.
            if check < 10 { return digits.map { UInt8(48 + $0) } + [UInt8(48 + check)] }
        }
    }

    private static let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)

    private static func digits(_ number: Int, count: Int) -> [Int] {
        var rest = number
        var digits = [Int](repeating: 0, count: count)
        for place in digits.indices.reversed() { (digits[place], rest) = (rest % 10, rest / 10) }
        return digits
    }
}
