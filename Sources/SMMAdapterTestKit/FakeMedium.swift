/// A medium as the fake network keeps it.
package struct FakeMedium: Sendable, Hashable, Codable {
    /// MIME type it was uploaded with.
    package var type: String
    /// Bytes it was uploaded with.
    package var byteCount: Int
    /// Its description.
    package var alt: String?
}
