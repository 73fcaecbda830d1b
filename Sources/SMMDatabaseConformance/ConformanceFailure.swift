/// What a driver did otherwise than the port says.
package struct ConformanceFailure: Error, CustomStringConvertible {
    /// What was expected, and what was found.
    package let description: String
    /// Where it was noticed.
    package let file: String
    /// Where it was noticed.
    package let line: UInt
}

/// Throws ``ConformanceFailure`` unless `condition` holds.
func expect(
    _ condition: Bool, _ message: @autoclosure () -> String, file: String = #fileID, line: UInt = #line
) throws {
    guard condition else { throw ConformanceFailure(description: message(), file: file, line: line) }
}

/// Throws ``ConformanceFailure`` unless both are equal.
func expectEqual<Value: Equatable>(
    _ found: Value, _ expected: Value, _ what: @autoclosure () -> String = "", file: String = #fileID,
    line: UInt = #line
) throws {
    try expect(found == expected, "\(what()): found \(found), expected \(expected)", file: file, line: line)
}
