/// A day of the week; raw values follow ISO 8601 (Monday is 1, Sunday is 7).
package enum Weekday: Int, CaseIterable, Sendable, Codable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The English name with a capital, as HTTP dates and messages spell it.
    package var name: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }

    /// Reads an English weekday in any case: the full name or one of the usual short forms (`mon`, `tues`, `thur`).
    package init?(name: some StringProtocol) {
        let lower = name.lowercased()
        switch lower {
        case "tues": self = .tuesday
        case "weds": self = .wednesday
        case "thur", "thurs": self = .thursday
        default:
            let match = Self.allCases.first { day in
                let full = day.name.lowercased()
                return full == lower || (lower.utf8.count == 3 && full.hasPrefix(lower))
            }
            guard let match else { return nil }
            self = match
        }
    }

    /// The days from this weekday forward to `other`: 0 to 6.
    package func days(until other: Weekday) -> Int {
        (other.rawValue - rawValue + 7) % 7
    }
}
