/// A Unix socket could not be made, named or connected.
package struct UnixAddressError: Error, Sendable, Hashable {
    /// Which call failed.
    package let call: String
    /// The C library's error number.
    package let number: Int32
}
