package import SMMAPI
package import SMMAccounts

/// Posts, as the control API needs them. Every method throws `Problem` for what a person can act on; a post of a brand
/// out of sight is a 404 exactly like a missing one, and roles are judged inside the transaction that writes.
package protocol PostControl: Sendable {
    /// Makes a post (author; what an author may not publish is held for approval). With `call.key`, the answer is
    /// stored in the same transaction; `render` gives its JSON.
    func create(
        _ call: Call, _ body: CreatePost, render: @escaping @Sendable (PostView) throws -> String
    ) async throws -> Creation<PostView>
    /// Makes many posts of one brand, all or none.
    func createMany(
        _ call: Call, _ body: CreatePosts, render: @escaping @Sendable (PostBatchView) throws -> String
    ) async throws -> Creation<PostBatchView>
    /// Validates against every target offline and shows each variant as it will appear; changes nothing.
    func preview(_ call: Call, _ body: CreatePost) async throws -> PreviewView
    /// A page of posts, newest first; the cursor's sort key is the creation instant, its id the post's.
    func list(_ call: Call, _ query: PostQuery, _ page: PageRequest) async throws -> PageResult<PostSummary>
    /// One post.
    func show(_ call: Call, _ post: Reference) async throws -> PostView
    /// Changes a post; 412 `post-changed` when `call.match` is not its version, 409 while it is being sent.
    func edit(_ call: Call, _ post: Reference, _ body: EditPost) async throws -> PostView
    /// Takes down what is published and drops what is not.
    func delete(_ call: Call, _ post: Reference) async throws -> PostView
    /// Withdraws what was not sent.
    func cancel(_ call: Call, _ post: Reference) async throws -> PostView
    /// Tries again what failed or was missed.
    func retry(_ call: Call, _ post: Reference) async throws -> PostView
    /// Says what became of an unknown send.
    func resolve(_ call: Call, _ post: Reference, _ body: ResolvePost) async throws -> PostView
    /// Shows a stored post as it will appear.
    func preview(_ call: Call, _ post: Reference) async throws -> PreviewView
    /// Tells a post's whole story.
    func why(_ call: Call, _ post: Reference) async throws -> StoryView
}
