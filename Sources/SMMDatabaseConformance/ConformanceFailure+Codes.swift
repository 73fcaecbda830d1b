import SMMDatabase

/// Throws ``ConformanceFailure`` unless `body` throws a ``DatabaseFailure`` with one of these codes.
func expectFailure<T>(
    _ codes: DatabaseFailure.Code..., file: String = #fileID, line: UInt = #line, _ body: () throws -> T
) throws {
    do {
        _ = try body()
    } catch {
        try check(error, codes, file, line)
        return
    }
    throw ConformanceFailure(description: "nothing thrown, expected \(codes)", file: file, line: line)
}

/// The same for a body that waits.
func expectFailure<T>(
    _ codes: DatabaseFailure.Code..., file: String = #fileID, line: UInt = #line, _ body: () async throws -> T
) async throws {
    do {
        _ = try await body()
    } catch {
        try check(error, codes, file, line)
        return
    }
    throw ConformanceFailure(description: "nothing thrown, expected \(codes)", file: file, line: line)
}

private func check(_ error: any Error, _ codes: [DatabaseFailure.Code], _ file: String, _ line: UInt) throws {
    guard let failure = error as? DatabaseFailure, codes.contains(failure.code) else {
        throw ConformanceFailure(description: "thrown \(error), expected \(codes)", file: file, line: line)
    }
}
