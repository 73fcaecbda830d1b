/// One exchange with the process that parses media. Blocks its thread; another one may cancel it.
protocol MediaRun: Sendable {
    /// Sends `pieces` and waits for the answer for at most `patience` milliseconds.
    ///
    /// - Parameter longestAnswer: the most bytes of the answer's second piece.
    func run(_ pieces: [[UInt8]], longestAnswer: Int, patience: Int64) -> MediaEnding

    /// Ends a run early; one that has not begun ends at once.
    func cancel()
}
