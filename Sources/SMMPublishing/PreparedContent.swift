import SMMModel

/// What a post says, ready to be written for the accounts it goes to: checked against the limits of each, with its
/// stored form, its hash and its fingerprints made. None of this needs the database, so it can be made before the one
/// writer is asked for.
package struct PreparedContent: Sendable {
    /// What it says.
    let content: PostContent
    /// Where it goes.
    let targets: [AccountProfile]
    /// The content's canonical JSON.
    let text: String
    /// The SHA-256 of `text`.
    let hash: [UInt8]
    /// For each target, one fingerprint for each of its parts.
    let fingerprints: [[[UInt8]]]

    /// Whether it was made of what `new` says and where it goes; its time does not matter.
    func fits(_ new: NewPost) -> Bool {
        content == new.content && targets == new.targets
    }
}
