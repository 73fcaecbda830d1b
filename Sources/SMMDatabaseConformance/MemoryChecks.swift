import SMMDatabase

/// What the writer may remember.
enum MemoryChecks {
    static let all = [
        ConformanceCheck("memory never holds what the database does not", neverWrong),
        ConformanceCheck("memory is forgotten after a failed body", forgotten),
        ConformanceCheck("memory is empty after opening", emptyAtFirst),
        ConformanceCheck("two keys do not share a value", separateKeys),
    ]

    private static let total = MemoryKey<Int64>()
    private static let other = MemoryKey<String>()

    private struct Refused: Error {}

    /// Adds one, trusting the memory where there is one; true when it did.
    private static func bump(_ tx: any WriteTransaction) throws -> Bool {
        let remembered = tx[memory: total]
        let before = try remembered ?? tx.first("SELECT total FROM counter") { try $0.int64(0) } ?? 0
        try tx.execute(
            """
            INSERT INTO counter (name, total) VALUES ('a', \(before + 1))
            ON CONFLICT (name) DO UPDATE SET total = excluded.total
            """)
        tx[memory: total] = before + 1
        return remembered != nil
    }

    private static func neverWrong(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            let kept = try await withThrowingTaskGroup(of: (kept: Int, remembered: Int).self) { group in
                for number in 0..<300 {
                    group.addTask {
                        do {
                            let hasRemembered = try await database.write { tx in
                                let hasRemembered = try bump(tx)
                                if number % 4 == 0 { throw Refused() }
                                return hasRemembered
                            }
                            return (1, hasRemembered ? 1 : 0)
                        } catch is Refused {
                            return (0, 0)
                        }
                    }
                }
                return try await group.reduce((kept: 0, remembered: 0)) {
                    ($0.kept + $1.kept, $0.remembered + $1.remembered)
                }
            }
            let found = try await database.read { tx in
                try tx.first("SELECT total FROM counter") { try $0.int64(0) }
            }
            try expectEqual(found, Int64(kept.kept), "the count in the database")
            try expect(driver.isOnlyWriter == (kept.remembered > 0), "remembered \(kept.remembered) times")
        }
    }

    private static func forgotten(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { $0[memory: total] = 5 }
            let before = try await database.write { $0[memory: total] }
            try expectEqual(before, driver.isOnlyWriter ? 5 : nil, "after a commit")
            do {
                try await database.write { tx in
                    tx[memory: total] = 6
                    throw Refused()
                }
            } catch is Refused {}
            let after = try await database.write { $0[memory: total] }
            try expectEqual(after, nil, "after a rollback")
        }
    }

    private static func emptyAtFirst(_ driver: any ConformanceDriver) async throws {
        for _ in 0..<2 {
            try await driver.withDatabase { database in
                let found = try await database.write { tx in
                    defer { tx[memory: total] = 1 }
                    return tx[memory: total]
                }
                try expectEqual(found, nil)
            }
        }
    }

    private static func separateKeys(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                tx[memory: other] = "x"
                try expectEqual(tx[memory: total], nil)
                tx[memory: total] = 3
                tx[memory: other] = nil
                try expectEqual(tx[memory: total], 3)
                try expectEqual(tx[memory: other], nil)
            }
        }
    }
}
