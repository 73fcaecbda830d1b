/// The texts of the benchmarks: distinct, about 250 letters, beginning with the job's number.
package enum BenchText {
    private static let filler =
        String(repeating: "The quick brown fox bakes bread before dawn. ", count: 5) + "Come early."

    /// The text of the job with number `index` + 1.
    package static func text(_ index: Int) -> String {
        "\(index + 1) \(filler)"
    }
}
