extension Failure {
    /// Whether it is the medium that cannot go out, so that it will be the same the next time: a picture that is refused,
    /// or a medium that is not in the store as it was uploaded.
    ///
    /// What else comes of fitting a picture or reading a medium may have passed by then, and is to be tried again: the
    /// process that parses pictures is missing, busy, was stopped, or gave an answer that cannot be right.
    package var isOfMedium: Bool {
        [
            "picture-animated", "picture-too-large", "picture-type", "picture-unreadable", "picture-does-not-fit",
            "picture-too-slow", "media-not-cleaned", "media-missing", "media-changed",
        ].contains(code)
    }
}
