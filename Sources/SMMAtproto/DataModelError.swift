/// Why bytes are no value of the data model.
package struct DataModelError: Error, Sendable, Hashable {
    /// What is wrong; open, so that a later version may say more.
    package struct Code: RawRepresentable, Sendable, Hashable {
        /// The code's name.
        package let rawValue: String

        /// A code.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Not JSON, or not CBOR.
        package static let syntax = Code(rawValue: "syntax")
        /// Deeper than ``ATValue/maximumDepth``.
        package static let depth = Code(rawValue: "depth")
        /// Larger than the caller allows.
        package static let size = Code(rawValue: "size")
        /// A number with a fraction or an exponent, or one that 64 bits do not hold.
        package static let number = Code(rawValue: "number")
        /// A text that is no Unicode.
        package static let text = Code(rawValue: "text")
        /// `$link`, `$bytes`, `$type` or a blob in a shape the model does not know.
        package static let shape = Code(rawValue: "shape")
        /// CBOR that is not canonical: another order, another length, a key twice, a tag or a float.
        package static let notCanonical = Code(rawValue: "not-canonical")
    }

    /// What is wrong.
    package let code: Code
    /// The byte where it was noticed.
    package let offset: Int

    init(_ code: Code, at offset: Int = 0) {
        self.code = code
        self.offset = offset
    }
}
