package import SMMAdapterTestKit

/// What fake networks say was made, whatever the daemon believes.
package struct LabNetworkReport: Sendable, Codable {
    /// One post that was ever made, taken down or not.
    package struct Made: Sendable, Codable {
        /// The network's class.
        package var kind: FakeClass
        /// The post.
        package var post: FakePost
    }

    /// Everything that was ever made.
    package var posts: [Made]

    /// How often a text was made on an account.
    package func count(_ text: String, on account: String) -> Int {
        posts.count { $0.post.account == account && $0.post.firstText == text }
    }
}
