/// What the control interface takes.
package struct LimitsConfiguration: Hashable, Sendable {
    /// The largest media file, in bytes.
    package var maximumUpload: Int64 = 512 << 20
    /// The most connections at once.
    package var connections = 128
    /// The largest request without media, in bytes.
    package var requestBody: Int64 = 1 << 20

    /// The defaults.
    package init() {}
}
