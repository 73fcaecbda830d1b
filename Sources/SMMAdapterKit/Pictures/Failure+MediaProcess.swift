extension Failure {
    /// Whether the same picture may fit the next time: it was not the picture that failed.
    package var isOfMediaProcess: Bool {
        ["media-process-missing", "media-process-busy", "picture-interrupted"].contains(code)
    }
}
