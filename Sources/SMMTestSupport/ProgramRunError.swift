/// A program could not be started.
package struct ProgramRunError: Error, Sendable, Hashable {
    /// The C library's error number.
    package let number: Int32
}
