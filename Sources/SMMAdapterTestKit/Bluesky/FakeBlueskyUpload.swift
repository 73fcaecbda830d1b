import SMMModel

/// An upload of a video in parts.
struct FakeBlueskyUpload: Sendable {
    let did: String
    let size: Int
    let type: String
    let partSize: Int
    let expiresAt: Instant
    var parts: [Int: [UInt8]] = [:]
    /// The job that works on it, once it is complete.
    var job: String?

    var partCount: Int { (size - 1) / partSize + 1 }

    /// The exact size of a part.
    func size(ofPart number: Int) -> Int { number < partCount ? partSize : size - (partCount - 1) * partSize }
}
