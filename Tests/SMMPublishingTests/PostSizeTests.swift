import SMMModel
import SMMPublishing
import Testing

@Suite("How large a post may be")
struct PostSizeTests {
    private func account(_ number: Int64, _ platform: String) -> AccountProfile {
        AccountProfile(
            id: AccountID(rawValue: number), brand: BrandID(rawValue: 1), platform: platform, name: "a\(number)")
    }

    @Test("each part counts on each account, with the text that goes there")
    func counting() {
        let content = PostContent(
            parts: [PostPart(text: "four"), PostPart(text: "é")],
            variants: ["other": PostVariant(parts: [PostPart(text: "123456789")])])
        let size = PostSize(of: content, for: [account(1, "one"), account(2, "one"), account(3, "other")])
        #expect(size == PostSize(operations: 5, bytes: 21))
        #expect(size + size == PostSize(operations: 10, bytes: 42))
        #expect(PostSize(of: content, for: [account(1, "one")]) == PostSize(operations: 2, bytes: 15))
    }

    @Test("a post or batch at its limit passes, and one beyond either number is refused")
    func limits() throws {
        let post = PostSize.most
        try post.checkPost()
        for beyond in [PostSize(operations: 1), PostSize(bytes: 1)] {
            let problem = #expect(throws: Problem.self) { try (post + beyond).checkPost() }
            #expect(problem?.code.rawValue == "post-too-large" && problem?.status == 422)
            try PostSize.mostOfBatch.checkBatch()
            let other = #expect(throws: Problem.self) { try (PostSize.mostOfBatch + beyond).checkBatch() }
            #expect(other?.code.rawValue == "batch-too-large" && other?.status == 422)
        }
    }
}
