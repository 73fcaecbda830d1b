/// Why an attempt did not succeed: a stable code, and the platform's words as data.
package struct Failure: Error, Sendable, Hashable, Codable {
    /// A stable code of ours, e.g. `rate-limited`, `connection-refused`, `content-refused`.
    package var code: String
    /// One sentence of ours.
    package var message: String
    /// HTTP status, when there was one.
    package var status: Int?
    /// The platform's own error code, when there was one.
    package var platformCode: String?
    /// The platform's words: remote text, at most 512 characters, never decided upon, neutralised before display.
    package var remoteText: String?

    /// A failure.
    package init(
        _ code: String, _ message: String, status: Int? = nil, platformCode: String? = nil, remoteText: String? = nil
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.platformCode = platformCode
        self.remoteText = remoteText.map { String($0.prefix(512)) }
    }

    /// The same without the platform's words and codes, either of which may repeat what it was asked with.
    package var withoutRemoteText: Failure {
        var failure = self
        failure.remoteText = nil
        failure.platformCode = nil
        return failure
    }
}
