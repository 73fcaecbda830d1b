import SMMDatabase

/// What callers who share a commit may rely on.
enum GroupChecks {
    static let all = [
        ConformanceCheck("a body that throws undoes itself and nobody else", isolation),
        ConformanceCheck("concurrent increments lose nothing", increments),
        ConformanceCheck("one caller's writes happen in their order", order),
        ConformanceCheck("reads beside writes see whole transactions", wholeTransactions),
    ]

    private static let bump = Statement("UPDATE counter SET total = total + 1 WHERE name = 'a'")

    private struct Refused: Error {}

    private static func isolation(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            let refused = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<400 {
                    group.addTask {
                        do {
                            try await database.write { tx in
                                try tx.run(
                                    ConformanceSchema.insertNumber, .integer(Int64(number)), .integer(Int64(number)))
                                try tx.run(
                                    ConformanceSchema.insertNumber, .integer(Int64(1000 + number)), .null)
                                if number % 3 == 0 { throw Refused() }
                            }
                            return 0
                        } catch is Refused {
                            return 1
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            try expectEqual(refused, 134, "bodies that threw")
            let kept = try await database.read { tx in
                try tx.query("SELECT id FROM sample ORDER BY id") { try $0.int64(0) }
            }
            let expected = (0..<400).filter { $0 % 3 != 0 }.map { Int64($0) }
            try expectEqual(kept, expected + expected.map { $0 + 1000 }, "rows")
        }
    }

    private static func increments(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { try $0.execute("INSERT INTO counter (name, total) VALUES ('a', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        for _ in 0..<25 { try await database.write { _ = try $0.run(bump, []) } }
                    }
                }
                try await group.waitForAll()
            }
            let total = try await database.read { tx in
                try tx.first("SELECT total FROM counter") { try $0.int64(0) }
            }
            try expectEqual(total, 64 * 25)
        }
    }

    private static func order(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            for number in 0..<200 {
                let found = try await database.write { tx in
                    let found = try tx.first(ConformanceSchema.count) { try $0.int(0) }
                    try tx.run(ConformanceSchema.insertNumber, .integer(Int64(number)), .null)
                    return found
                }
                try expectEqual(found, number, "rows before the write")
            }
        }
    }

    private static func wholeTransactions(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for round in 0..<20 {
                            let id = Int64(writer * 1000 + round * 2)
                            try await database.write { tx in
                                try tx.run(ConformanceSchema.insertNumber, .integer(id), .integer(1))
                                try tx.run(ConformanceSchema.insertNumber, .integer(id + 1), .integer(-1))
                            }
                        }
                    }
                    group.addTask {
                        for _ in 0..<20 {
                            let sum = try await database.read { tx in
                                try tx.first("SELECT COALESCE(SUM(number), 0) FROM sample") { try $0.int64(0) }
                            }
                            try expectEqual(sum, 0, "half of a transaction")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
