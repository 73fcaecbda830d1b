import SMMDatabase
import SMMModel

/// What goes in comes out.
enum ValueChecks {
    static let all = [
        ConformanceCheck("values come back as they went in", roundTrip),
        ConformanceCheck("NUL in a text is refused and nothing is kept", refusesNul),
        ConformanceCheck("a wrong type or column throws and does not trap", wrongTypes),
        ConformanceCheck("a row kept beyond its closure throws", keptRow),
    ]

    private static let insert = Statement(
        "INSERT INTO sample (id, number, amount, words, bytes) VALUES ($1, $2, $3, $4, $5)")

    private static let rows: [[SQLValue]] = [
        [
            .integer(1), .integer(.max), .real(.greatestFiniteMagnitude), .text("Grüße 👩‍👩‍👧 \u{202e}\u{10ffff}"),
            .blob([0, 255]),
        ],
        [.integer(2), .integer(.min), .real(-0.1), .text(""), .blob([])],
        [.integer(3), .null, .null, .null, .null],
        [
            .integer(.min), .integer(0), .real(2.2250738585072014e-308), .text("a\u{301}\r\n'\"$1"),
            .blob(Array(repeating: 7, count: 70_000)),
        ],
        [.integer(.max), .integer(-1), .real(1e300), .text(String(repeating: "é", count: 50_000)), .blob([0])],
        // What grew with the rows before must hold these no less.
        [
            .integer(7), .null, .null, .text(String(repeating: "x", count: 9000)),
            .blob(Array(repeating: 1, count: 300)),
        ],
        [.integer(8), .null, .null, .text("y"), .blob([2])],
    ]

    private static func roundTrip(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            let rows = rows
            let back = try await database.write { tx in
                for row in rows { try tx.run(insert, row) }
                return try tx.query("SELECT id, number, amount, words, bytes FROM sample ORDER BY id") { row in
                    try (0..<row.columnCount).map { try row.value($0) }
                }
            }
            let sorted = rows.sorted { left, right in
                guard case .integer(let a) = left[0], case .integer(let b) = right[0] else { return false }
                return a < b
            }
            try expectEqual(back, sorted, "through the fast form")
            let typed = try await database.read { tx in
                try tx.first("SELECT number, amount, words, bytes FROM sample WHERE id = \(Int64(2))") { row in
                    try expectEqual(try row.instant(0), Instant(milliseconds: .min))
                    try expectEqual(try row.optionalDouble(1), -0.1)
                    try expectEqual(try row.optionalText(2), "")
                    return try row.optionalBlob(3)
                }
            }
            try expectEqual(typed, .some([]), "an empty blob is not NULL")
        }
    }

    private static func refusesNul(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            for text in ["\0", "a\0b", "end\0"] {
                try await expectFailure(.nulInText) {
                    try await database.write { tx in
                        try tx.run(ConformanceSchema.insertNumber, .integer(1), .integer(1))
                        try tx.execute("INSERT INTO sample (id, words) VALUES (2, \(text))")
                    }
                }
            }
            try expectEqual(try await database.sampleCount(), 0, "rows")
        }
    }

    private static func wrongTypes(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try tx.run(insert, [.integer(1), .null, .real(1.5), .text("x"), .blob([1])])
                _ = try tx.first("SELECT id, number, amount, words, bytes FROM sample") { row in
                    try expectFailure(.columnType) { try row.int64(1) }
                    try expectFailure(.columnType) { try row.int64(2) }
                    try expectFailure(.columnType) { try row.int64(3) }
                    try expectFailure(.columnType) { try row.text(0) }
                    try expectFailure(.columnType) { try row.text(4) }
                    try expectFailure(.columnType) { try row.blob(3) }
                    try expectFailure(.columnType) { try row.double(3) }
                    try expectFailure(.columnType) { try row.int64(5) }
                    try expectFailure(.columnType) { try row.int64(-1) }
                    try expectEqual(try row.bool(0), true)
                }
                _ = try tx.first("SELECT id + 1 FROM sample") { row in
                    try expectFailure(.columnType) { try row.bool(0) }
                }
            }
        }
    }

    private static func keptRow(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try tx.run(ConformanceSchema.insertNumber, .integer(1), .integer(1))
                let kept = try tx.first(ConformanceSchema.count) { $0 }
                try expectFailure(.misuse) { try kept?.int64(0) }
            }
        }
    }
}
