/// Finds out what a picture is. Nobody but a process of its own decodes what comes from outside.
package protocol PictureProber: Sendable {
    /// What the picture is that `read` gives when its turn comes, so that those who wait hold none in memory.
    ///
    /// - Throws: `Failure` `picture-too-large`, `picture-type`, `picture-unreadable`, `picture-too-slow` of the picture;
    ///   `media-process-missing`, `media-process-busy`, `media-process-answer`, `picture-interrupted` of the process; and
    ///   what `read` throws.
    func probe(_ read: @Sendable () async throws(Failure) -> [UInt8]) async throws(Failure) -> ProbedPicture

    /// Why no picture can be parsed; nil when one can. Asks the process itself, for a few seconds at most and without
    /// waiting for the pictures of others.
    func fault() async -> Failure?
}
