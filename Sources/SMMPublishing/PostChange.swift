package import SMMModel

/// What a change of a post brought about; whoever committed it tells the gate and the wheel.
package struct PostChange: Sendable, Hashable {
    /// The post.
    package var post: PostID
    /// The instants at which the machine must look.
    package var wakes: [Instant] = []
    /// Holds placed in the transaction.
    package var holds: [Hold] = []
    /// What a person settled: nothing of its text waits for it any more.
    package var settled: [OperationID: AccountID] = [:]
    /// Whether something could only be asked for, because it is on its way (HTTP 202).
    package var isPending = false
    /// The accounts that keep what they have, since their platform cannot edit.
    package var kept: [String] = []
    /// How many operations changed.
    package var operations = 0

    /// Nothing yet.
    package init(post: PostID) {
        self.post = post
    }
}
