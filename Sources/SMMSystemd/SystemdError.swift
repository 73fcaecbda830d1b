import Glibc

/// A failed call to the service manager, the journal or a socket option.
package struct SystemdError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was being done; an open set, so that a new one is no breaking change.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// The stable name, as it appears in logs.
        package var rawValue: String

        /// A code with this name.
        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The journal's socket is not there.
        package static let journalMissing = Code(rawValue: "journal-missing")
        /// A datagram could not be handed over.
        package static let datagramNotSent = Code(rawValue: "datagram-not-sent")
        /// The kernel would not say who is at the other end of a socket.
        package static let peerUnknown = Code(rawValue: "peer-unknown")
    }

    /// What was being done.
    package var code: Code
    /// The C library's error number.
    package var errorNumber: Int32
    /// Where the error was made.
    package var file: String
    /// Where the error was made.
    package var line: UInt

    /// An error from the value of `errno`.
    package init(code: Code, errorNumber: Int32, file: String = #fileID, line: UInt = #line) {
        self.code = code
        self.errorNumber = errorNumber
        self.file = file
        self.line = line
    }

    /// The code and the C library's sentence for the error number.
    package var description: String {
        var buffer = [CChar](repeating: 0, count: 128)
        let said = strerror_r(errorNumber, &buffer, buffer.count) == 0
        let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return said
            ? "\(code.rawValue): \(String(decoding: text, as: UTF8.self))" : "\(code.rawValue): errno \(errorNumber)"
    }
}
