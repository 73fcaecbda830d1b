import SMMModel

extension Routes {
    static let posts: [Route] = [
        .get(
            .listPosts, "/posts", "posts", "The posts in sight, newest first.",
            query: [
                .brand, .account, QueryParameter("state", .string, "Only this state."),
                QueryParameter("author", .string, "Only by this author."),
                QueryParameter("from", .string, "Only made at or after this RFC 3339 time."),
                QueryParameter("until", .string, "Only made before this RFC 3339 time."),
            ] + QueryParameter.page, answer: "PostPage"),
        .write(
            "POST", .createPost, "/posts", "posts", "Makes a post.", role: .author, body: .json("CreatePost"),
            status: 201, answer: "PostView", key: true),
        .write(
            "POST", .createPosts, "/posts/batch", "posts", "Makes many posts of one brand, all or none.",
            role: .author, body: .json("CreatePosts"), status: 201, answer: "PostBatchView", key: true),
        .write(
            "POST", .previewNewPost, "/posts/preview", "posts", "Shows what a post would be, without making it.",
            role: .author, body: .json("CreatePost"), answer: "PreviewView"),
        .get(.showPost, "/posts/{post}", "posts", "One post.", query: [.brand], answer: "PostView"),
        .write(
            "PATCH", .editPost, "/posts/{post}", "posts", "Changes a post; what is published is edited in place.",
            role: .author, query: [.brand], body: .json("EditPost"), answer: "PostView", match: true),
        .write(
            "DELETE", .deletePost, "/posts/{post}", "posts",
            "Takes down what is published and drops what is not.", role: .author, query: [.brand], status: 202,
            answer: "PostView", match: true),
        .write(
            "POST", .cancelPost, "/posts/{post}/cancel", "posts", "Withdraws what was not sent.", role: .author,
            query: [.brand], answer: "PostView", match: true),
        .write(
            "POST", .retryPost, "/posts/{post}/retry", "posts", "Tries again what failed or was missed.",
            role: .approver, query: [.brand], answer: "PostView", match: true),
        .write(
            "POST", .resolvePost, "/posts/{post}/resolve", "posts", "Says what became of an unknown send.",
            role: .approver, query: [.brand], body: .json("ResolvePost"), answer: "PostView", match: true),
        .get(
            .previewPost, "/posts/{post}/preview", "posts", "Shows a post as it will appear.", query: [.brand],
            answer: "PreviewView"),
        .get(
            .whyPost, "/posts/{post}/why", "posts", "Tells a post's whole story.", query: [.brand],
            answer: "StoryView"),
    ]

    static let plan: [Route] = [
        .get(
            .listQueue, "/queue", "queue", "What goes out next, by time.",
            query: [
                .brand, .account,
                QueryParameter("from", .string, "Only due at or after this time, written as a schedule's `at` is."),
                QueryParameter("until", .string, "Only due before this time, written as a schedule's `at` is."),
            ] + QueryParameter.page, answer: "QueuePage")
    ]

    static let media: [Route] = [
        .write(
            "POST", .uploadMedia, "/media", "media", "Takes in a photo or video; the same bytes are kept once.",
            role: .author,
            query: [
                .brand,
                QueryParameter("sha256", .string, "What the bytes that are sent must hash to, 64 hexadecimal digits."),
                QueryParameter("alt", .string, "What it shows."),
                QueryParameter("name", .string, "The file's name, for messages only."),
            ], body: .bytes, status: 201, answer: "AssetView"),
        .write(
            "POST", .previewMedia, "/media/preview", "media",
            "Shows what each network would receive of a photo or video; nothing is kept.", role: .author,
            query: [
                .brand, QueryParameter("network", .string, "Only for this network."),
                QueryParameter("content", .boolean, "Whether the picture itself comes along, of one `network` alone."),
                QueryParameter("name", .string, "The file's name, for messages only."),
            ], body: .bytes, answer: "MediaPreviewView"),
        .get(.showMedia, "/media/{asset}", "media", "One asset.", answer: "AssetView"),
        .write(
            "POST", .linkMedia, "/door/media/{asset}", "media", "Makes a public address of an asset, to try the door.",
            role: .admin, body: .json("LinkMedia"), answer: "MediaLinkView"),
    ]
}
