/// How many questions are taken: some at once, then so many a second. Pure.
///
/// Each costs the daemon a signature to check and perhaps a look into the database. Whatever floods the door, from however
/// many addresses, costs no more than this.
struct QuestionRate: Sendable {
    private let burst: Double
    private let perSecond: Double
    private var left: Double
    private var at: Int64?

    init(burst: Int, perSecond: Int) {
        self.burst = Double(burst)
        self.perSecond = Double(perSecond)
        left = Double(burst)
    }

    /// Takes one; false when there is none left.
    ///
    /// - Parameter now: milliseconds of a clock that nobody sets.
    mutating func take(now: Int64) -> Bool {
        let passed = Double(max(0, now - (at ?? now))) / 1000
        left = min(burst, left + passed * perSecond)
        at = now
        guard left >= 1 else { return false }
        left -= 1
        return true
    }
}
