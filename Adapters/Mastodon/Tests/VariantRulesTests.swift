import MastodonAdapter
import SMMAdapterKit
import SMMModel
import Testing

@Suite("Rules of a status")
struct VariantRulesTests {
    private func rules(
        _ text: String = "Bread?", media: [MediaReference] = [], options: [String: String] = [:],
        facts: [String: String] = Desk.mastodon
    ) -> [String] {
        let desk = Desk(facts)
        let variant = PostVariant(parts: [PostPart(text: text, media: media)], options: options)
        return desk.adapter.validate(variant, account: desk.account, manifest: desk.manifest).map(\.rule)
    }

    private static func adding(_ name: String, _ value: String, to facts: [String: String]) -> [String: String] {
        facts.merging([name: value]) { _, new in new }
    }

    @Test("a long address counts 23, and a mention without its domain")
    func weights() {
        let address = "https://example.com/" + String(repeating: "a", count: 400)
        #expect(rules(String(repeating: "b", count: 476) + " " + address) == [])
        #expect(rules(String(repeating: "b", count: 477) + " " + address) == ["text-too-long"])
        #expect(rules(String(repeating: "b", count: 495) + " @ann@example.social") == [])
        #expect(rules(String(repeating: "b", count: 496) + " @ann@example.social") == ["text-too-long"])
    }

    @Test("the content warning counts with the text")
    func warning() {
        let text = String(repeating: "b", count: 495)
        #expect(rules(text, options: ["content-warning": "food!"]) == [])
        #expect(rules(text, options: ["content-warning": "food!!"]) == ["text-too-long"])
    }

    @Test("a server of another kind counts code points without discount")
    func codePoints() {
        let facts = Self.adding(AccountFact.maximumText, "30", to: Desk.other)
        #expect(rules("https://example.com/aaaaaaaaaaaa", facts: facts) == ["text-too-long"])
        #expect(rules(String(repeating: "👩‍👩‍👧", count: 7), facts: facts) == ["text-too-long"])
        #expect(rules(String(repeating: "b", count: 30), facts: facts) == [])
    }

    @Test("video and pictures do not stand in one status of Mastodon")
    func mixed() {
        let video = Desk.picture(type: "video/mp4")
        #expect(rules(media: [Desk.picture(), video]) == ["media-mixed"])
        #expect(rules(media: [video, video]) == ["media-mixed"])
        #expect(rules(media: [video]) == [])
        #expect(rules(media: [Desk.picture(), Desk.picture()]) == [])
        #expect(rules(media: [Desk.picture(), video], facts: Desk.other) == [])
    }

    @Test(
        "a poll has its limits",
        arguments: [
            (["poll": "Yes\nNo"], [String]()), (["poll": "Yes"], ["poll-choices"]),
            (["poll": "1\n2\n3\n4\n5"], ["poll-choices"]), (["poll": "Yes\nYes"], ["poll-choices-equal"]),
            (["poll": "Yes\n" + String(repeating: "n", count: 51)], ["poll-choice-too-long"]),
            (["poll": "Yes\nNo", "poll-duration": "299"], ["poll-duration"]),
            (["poll": "Yes\nNo", "poll-duration": "5m"], []),
            (["poll": "Yes\nNo", "poll-duration": "31d"], ["poll-duration"]),
            (["poll": "Yes\nNo", "poll-duration": "soon"], ["poll-duration"]),
            (["poll": "Yes\nNo", "poll-duration": "999999999d"], ["poll-duration"]),
            (["poll-multiple": "true"], ["poll-missing"]),
            (["poll": "Yes\nNo", "poll-multiple": "perhaps"], ["option-value"]),
        ])
    func poll(_ options: [String: String], _ wanted: [String]) {
        #expect(rules(options: options) == wanted)
    }

    @Test("a poll takes no media, and some servers take no poll")
    func pollElsewhere() {
        #expect(rules(media: [Desk.picture()], options: ["poll": "Yes\nNo"]) == ["poll-with-media"])
        let facts = Self.adding(MastodonFact.pollOptions, "0", to: Desk.other)
        #expect(rules(options: ["poll": "Yes\nNo"], facts: facts) == ["poll-unsupported"])
    }

    @Test("a quote needs a server that is known to have quotes, and stands alone")
    func quote() {
        #expect(rules(options: ["quote": "1"]) == [])
        #expect(rules(options: ["quote": "https://example.social/@b/2"]) == [])
        #expect(rules(options: ["quote": "../x"]) == ["option-value"])
        #expect(rules(options: ["quote": "1"], facts: Desk.other) == ["quote-unsupported"])
        let six = Self.adding(MastodonFact.apiVersion, "6", to: Desk.mastodon)
        #expect(rules(options: ["quote": "1"], facts: six) == ["quote-unsupported"])
        #expect(rules(media: [Desk.picture()], options: ["quote": "1"]) == ["quote-with-media"])
        #expect(rules(options: ["quote": "1", "poll": "Yes\nNo"]) == ["quote-with-media"])
    }

    @Test("a server for photographs takes no status without one")
    func textOnly() {
        let facts = Self.adding(MastodonFact.textOnly, "refused", to: Desk.other)
        #expect(rules(facts: facts) == ["media-missing"])
        #expect(rules(media: [Desk.picture()], facts: facts) == [])
        let long = String(repeating: "w", count: 141)
        #expect(
            rules(media: [Desk.picture()], options: ["content-warning": long], facts: facts)
                == ["content-warning-too-long"])
    }

    @Test("a server may want longer descriptions")
    func minimumAlt() {
        let facts = Self.adding(MastodonFact.minimumAlt, "10", to: Desk.other)
        #expect(rules(media: [Desk.picture(alt: "Bread")], facts: facts) == ["alt-too-short"])
        #expect(rules(media: [Desk.picture(alt: nil)], facts: facts).contains("alt-missing"))
        #expect(rules(media: [Desk.picture(alt: "A loaf of bread")], facts: facts) == [])
    }

    @Test("a language is a code of two or three letters")
    func language() {
        #expect(rules(options: ["language": "de"]) == [])
        #expect(rules(options: ["language": "German"]) == ["option-value"])
    }
}
