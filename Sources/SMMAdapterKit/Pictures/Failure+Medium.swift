extension Failure {
    /// Whether the same picture may fit the next time: it was not the picture that failed.
    package var isOfMediaProcess: Bool {
        ["media-process-missing", "media-process-busy", "picture-interrupted"].contains(code)
    }

    /// Whether it was the picture that failed, which the next time will be the same.
    package var isOfPicture: Bool {
        [
            "picture-animated", "picture-too-large", "picture-type", "picture-unreadable", "picture-does-not-fit",
            "picture-too-slow", "media-process-answer", "media-not-cleaned",
        ].contains(code)
    }
}
