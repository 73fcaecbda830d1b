import SMMModel

/// A post whose content was checked and hashed: all that can be done of it before its transaction, for which others wait.
package struct PreparedPost: Sendable {
    /// What was asked for.
    package let new: NewPost
    /// The content's stored form.
    let content: String
    /// The SHA-256 of `content`.
    let hash: [UInt8]
    /// The fingerprint of each part, for each target in the order of the targets.
    let fingerprints: [[[UInt8]]]

    /// A prepared post; what `PostWriter.prepare` gives.
    package init(new: NewPost, content: String, hash: [UInt8], fingerprints: [[[UInt8]]]) {
        self.new = new
        self.content = content
        self.hash = hash
        self.fingerprints = fingerprints
    }
}
