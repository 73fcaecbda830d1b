/// What went wrong in the database, with what the caller needs to act.
package struct DatabaseFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure; open, so that a driver may add its own.
    package struct Code: RawRepresentable, Sendable, Hashable {
        /// The stable name, as logs and the API show it.
        package let rawValue: String

        /// A code from its stable name.
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    /// What kind of failure.
    package var code: Code
    /// One sentence for a person; may hold a path or a statement's text, never a bound value.
    package var message: String
    /// The driver's own result code (SQLite's extended one), where there is one.
    package var driverCode: Int32?
    /// The process that holds the database, for ``Code/locked``, where it is known.
    package var holder: Int32?
    /// Where it was raised.
    package var file: String
    /// Where it was raised.
    package var line: UInt

    /// A failure raised here.
    package init(
        _ code: Code, _ message: String, driverCode: Int32? = nil, holder: Int32? = nil,
        file: String = #fileID, line: UInt = #line
    ) {
        self.code = code
        self.message = message
        self.driverCode = driverCode
        self.holder = holder
        self.file = file
        self.line = line
    }

    /// The same failure as one of another kind, where more is known than the driver said.
    package func with(_ code: Code) -> DatabaseFailure {
        var failure = self
        failure.code = code
        return failure
    }

    /// Code and message.
    package var description: String {
        driverCode.map { "\(code.rawValue): \(message) (\($0))" } ?? "\(code.rawValue): \(message)"
    }
}
