import SMMDatabase

/// What statements may say and what they answer.
enum StatementChecks {
    static let all = [
        ConformanceCheck("a list of values binds, an empty one matches nothing and excludes nothing", lists),
        ConformanceCheck("parameters are found by number, not by place", parameterOrder),
        ConformanceCheck("a wrong number of values throws", valueCount),
        ConformanceCheck("execute counts the rows it changed", changes),
        ConformanceCheck("RETURNING and ON CONFLICT work", upsert),
        ConformanceCheck("a statement may be used while its own rows are read", nested),
        ConformanceCheck("constraints are told apart", constraints),
        ConformanceCheck("a fragment is renumbered where it is placed", fragments),
    ]

    private static let swapped = Statement("INSERT INTO sample (id, number) VALUES ($2, $1)")
    private static let twice = Statement("SELECT $1 + 0, $2 + $1 + 0")

    private static func fill(_ tx: any WriteTransaction, _ numbers: ClosedRange<Int64>) throws {
        for number in numbers { try tx.run(ConformanceSchema.insertNumber, .integer(number), .integer(number * 10)) }
    }

    private static func lists(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try fill(tx, 1...5)
                let some: [Int64] = [2, 4, 9]
                let none: [Int64] = []
                let noText: [String] = []
                func ids(_ sql: SQL) throws -> [Int64] { try tx.query(sql) { try $0.int64(0) } }
                try expectEqual(try ids("SELECT id FROM sample WHERE id IN \(list: some) ORDER BY id"), [2, 4])
                try expectEqual(try ids("SELECT id FROM sample WHERE id NOT IN \(list: some) ORDER BY id"), [1, 3, 5])
                try expectEqual(try ids("SELECT id FROM sample WHERE id IN \(list: none)"), [])
                try expectEqual(try ids("SELECT id FROM sample WHERE id NOT IN \(list: none)").count, 5)
                try expectEqual(try ids("SELECT id FROM sample WHERE words IN \(list: noText)"), [])
            }
        }
    }

    private static func parameterOrder(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try tx.run(swapped, .integer(70), .integer(7))
                let row = try tx.first("SELECT id, number FROM sample") { [try $0.int64(0), try $0.int64(1)] }
                try expectEqual(row, [7, 70])
                let sums = try tx.first(twice, [.integer(1), .integer(2)]) { [try $0.int64(0), try $0.int64(1)] }
                try expectEqual(sums, [1, 3])
            }
        }
    }

    private static func valueCount(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try expectFailure(.misuse) { try tx.run(ConformanceSchema.insertNumber, .integer(1)) }
                try expectFailure(.misuse) {
                    try tx.run(ConformanceSchema.insertNumber, .integer(1), .integer(1), .integer(1))
                }
            }
        }
    }

    private static func changes(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try fill(tx, 1...5)
                try expectEqual(try tx.execute("UPDATE sample SET number = 0 WHERE id > 2"), 3)
                try expectEqual(try tx.execute("UPDATE sample SET number = 0 WHERE id > 99"), 0)
                try expectEqual(try tx.execute("DELETE FROM sample WHERE id <= \(2)"), 2)
                try expectEqual(try tx.execute("CREATE TABLE extra (id BIGINT PRIMARY KEY)"), 0)
                try expectEqual(try tx.execute("INSERT INTO extra (id) SELECT id FROM sample"), 3)
            }
        }
    }

    private static func upsert(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                func add(_ amount: Int64) throws -> Int64? {
                    try tx.first(
                        """
                        INSERT INTO counter (name, total) VALUES (\("a"), \(amount))
                        ON CONFLICT (name) DO UPDATE SET total = counter.total + excluded.total RETURNING total
                        """
                    ) { try $0.int64(0) }
                }
                try expectEqual(try add(2), 2)
                try expectEqual(try add(3), 5)
            }
        }
    }

    private static func nested(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            let pairs = try await database.write { tx in
                try fill(tx, 1...3)
                var pairs = 0
                let all: SQL = "SELECT id FROM sample"
                try tx.forEach(all) { _ in
                    try tx.forEach(all) { _ in pairs += 1 }
                }
                return pairs
            }
            try expectEqual(pairs, 9)
        }
    }

    private static func constraints(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try tx.execute("INSERT INTO parent (id, name) VALUES (1, 'a')")
                try expectFailure(.unique) { try tx.execute("INSERT INTO parent (id, name) VALUES (1, 'b')") }
                try expectFailure(.unique) { try tx.execute("INSERT INTO parent (id, name) VALUES (2, 'a')") }
                try expectFailure(.foreignKey) { try tx.execute("INSERT INTO child VALUES (9, 0)") }
                try expectFailure(.constraint) { try tx.execute("INSERT INTO child VALUES (1, -1)") }
                try expectFailure(.constraint) { try tx.execute("INSERT INTO parent (id, name) VALUES (3, NULL)") }
                try expectFailure(.constraint, .misuse) {
                    try tx.execute("INSERT INTO sample (id, number) VALUES (1, \("text"))")
                }
                try tx.execute("INSERT INTO child VALUES (1, 0)")
                try expectFailure(.unique) { try tx.execute("INSERT INTO child VALUES (1, 0)") }
            }
        }
    }

    private static func fragments(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try fill(tx, 1...9)
                let range: SQL = "id BETWEEN \(3) AND \(7)"
                let found = try tx.query(
                    "SELECT id FROM sample WHERE id <> \(5) AND \(sql: range) AND number < \(70) ORDER BY id"
                ) { try $0.int64(0) }
                try expectEqual(found, [3, 4, 6])
            }
        }
    }
}
