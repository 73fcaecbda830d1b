/// A call with a Unix socket's address failed.
package struct UnixAddressError: Error, Sendable, Hashable {
    /// Which call failed; `path` where there is no such address.
    package let call: String
    /// The C library's error number.
    package let number: Int32

    /// The failure of a call.
    package init(call: String, number: Int32) {
        self.call = call
        self.number = number
    }
}
