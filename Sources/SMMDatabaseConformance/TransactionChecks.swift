import Dispatch
import SMMDatabase

/// What one transaction promises.
enum TransactionChecks {
    static let all = [
        ConformanceCheck("a body that throws leaves nothing", rollsBack),
        ConformanceCheck("a statement that failed and was caught leaves the rest of the body", keepsRest),
        ConformanceCheck("a read cannot write", readsOnly),
        ConformanceCheck("transaction control in a body is refused", refusesControl),
        ConformanceCheck("a read keeps its view while a write commits", snapshots),
        ConformanceCheck("what was written is there after closing and opening", survivesClosing),
        ConformanceCheck("a closed database refuses and does not hang", closed),
    ]

    private struct Refused: Error {}

    private static func rollsBack(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            do {
                try await database.write { tx in
                    try tx.run(ConformanceSchema.insertNumber, .integer(1), .integer(1))
                    throw Refused()
                }
                throw ConformanceFailure(description: "the body's error was lost", file: #fileID, line: #line)
            } catch is Refused {
                try expectEqual(try await database.sampleCount(), 0, "rows")
            }
        }
    }

    private static func keepsRest(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await database.write { tx in
                try tx.run(ConformanceSchema.insertNumber, .integer(1), .integer(1))
                try expectFailure(.unique) {
                    try tx.run(ConformanceSchema.insertNumber, .integer(1), .integer(2))
                }
                try tx.run(ConformanceSchema.insertNumber, .integer(2), .integer(2))
            }
            try expectEqual(try await database.sampleCount(), 2, "rows")
        }
    }

    private static func readsOnly(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            try await expectFailure(.misuse, .readOnly) {
                try await database.read { tx in
                    try tx.first("INSERT INTO sample (id) VALUES (1) RETURNING id") { try $0.int64(0) }
                }
            }
            try expectEqual(try await database.sampleCount(), 0, "rows")
        }
    }

    private static func refusesControl(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            for sql: SQL in ["COMMIT", "ROLLBACK", "BEGIN", " savepoint a", "END"] {
                try await database.write { tx in try expectFailure(.misuse) { try tx.execute(sql) } }
            }
        }
    }

    private static func snapshots(_ driver: any ConformanceDriver) async throws {
        try await driver.withDatabase { database in
            let hasLooked = DispatchSemaphore(value: 0)
            let hasWritten = DispatchSemaphore(value: 0)
            async let counts = database.read { tx in
                let before = try tx.first(ConformanceSchema.count) { try $0.int64(0) }
                hasLooked.signal()
                hasWritten.wait()
                return [before, try tx.first(ConformanceSchema.count) { try $0.int64(0) }]
            }
            // Within the body: a test must not block the cooperative pool, and bodies run beside it.
            try await database.write { tx in
                hasLooked.wait()
                try tx.run(ConformanceSchema.insertNumber, .integer(1), .integer(1))
            }
            hasWritten.signal()
            try expectEqual(try await counts, [0, 0], "within one read")
            try expectEqual(try await database.sampleCount(), 1, "in the next read")
        }
    }

    private static func survivesClosing(_ driver: any ConformanceDriver) async throws {
        for count in 1...3 {
            try await driver.withDatabase { database in
                try await database.write { tx in
                    try tx.run(ConformanceSchema.insertNumber, .integer(Int64(count)), .null)
                }
                try expectEqual(try await database.sampleCount(), count, "rows")
            }
        }
    }

    private static func closed(_ driver: any ConformanceDriver) async throws {
        let database = try await driver.open([ConformanceSchema.first])
        await database.close()
        try await expectFailure(.closed) { try await database.sampleCount() }
        try await expectFailure(.closed) { try await database.write { try $0.execute("DELETE FROM sample") } }
        await database.close()
    }
}
