import SMMAdapterKit
import SMMModel

// The rules of polls and quotes (documentation, methods/statuses and client/quotes).
extension VariantRules {
    private typealias Option = MastodonManifest.Option

    /// Every rule the poll does not keep.
    func violations(of poll: PollDraft, with variant: PostVariant) -> [Violation] {
        let limit = manifest.limits.polls
        guard limit.maximumChoices > 0 else {
            return [
                Violation(
                    rule: "poll-unsupported", part: 0, message: "This server has no polls.", measured: "a poll",
                    allowed: "no poll")
            ]
        }
        var found = choices(of: poll, limit)
        let range = limit.minimumSeconds...max(limit.minimumSeconds, limit.maximumSeconds)
        if !(poll.seconds.map(range.contains) ?? false) {
            found.append(
                Violation(
                    rule: "poll-duration", part: 0, message: "The poll's duration is not one this server takes.",
                    measured: variant.options[Option.pollDuration] ?? "1d",
                    allowed: "\(range.lowerBound) to \(range.upperBound) seconds"))
        }
        if let first = variant.parts.first, !first.media.isEmpty {
            found.append(
                Violation(
                    rule: "poll-with-media", part: 0, message: "A status has media or a poll, not both.",
                    measured: "\(first.media.count) media and a poll", allowed: "media or a poll",
                    next: "Put the media into the second part."))
        }
        return found
    }

    private func choices(of poll: PollDraft, _ limit: PollLimit) -> [Violation] {
        var found: [Violation] = []
        let most = max(2, limit.maximumChoices)
        if !(2...most).contains(poll.choices.count) {
            found.append(
                Violation(
                    rule: "poll-choices", part: 0, message: "A poll on this server has 2 to \(most) choices.",
                    measured: "\(poll.choices.count) choices", allowed: "2 to \(most) choices"))
        }
        for choice in poll.choices where choice.count > limit.maximumChoiceText {
            found.append(
                Violation(
                    rule: "poll-choice-too-long", part: 0, message: "A choice of the poll is too long.",
                    measured: "\(choice.count) graphemes", allowed: "\(limit.maximumChoiceText) graphemes"))
        }
        if Set(poll.choices).count != poll.choices.count {
            found.append(
                Violation(
                    rule: "poll-choices-equal", part: 0, message: "Two choices of the poll are the same.",
                    measured: "\(poll.choices.count - Set(poll.choices).count) repeated", allowed: "different choices"))
        }
        return found
    }

    /// Options of a poll that is not there.
    func pollOptions(without variant: PostVariant) -> [Violation] {
        [Option.pollDuration, Option.pollMultiple, Option.pollHideTotals].filter { variant.options[$0] != nil }.map {
            Violation(
                rule: "poll-missing", part: 0, message: "The option “\($0)” is of use only with “poll”.",
                measured: "no poll", allowed: "a poll", next: "Give the choices with the option “poll”, one in a line.")
        }
    }

    /// What is wrong with a quote: servers that do not know quotes publish the words alone and say nothing.
    func quote(_ variant: PostVariant, hasPoll: Bool) -> [Violation] {
        guard let text = variant.options[Option.quote] else { return [] }
        var found: [Violation] = []
        if QuoteTarget(text) == nil {
            found.append(
                Violation(
                    rule: "option-value", message: "The option “quote” does not take that value.", measured: text,
                    allowed: "the id of a status on this server, or its https address"))
        }
        if !facts.quotes {
            found.append(
                Violation(
                    rule: "quote-unsupported", part: 0, message: "This server is not known to have quotes.",
                    measured: "API version \(facts.apiVersion)", allowed: "API version 7 or later",
                    next: "Put the address of the post into the text."))
        }
        if hasPoll || !(variant.parts.first?.media.isEmpty ?? true) {
            found.append(
                Violation(
                    rule: "quote-with-media", part: 0, message: "A quote takes neither media nor a poll.",
                    measured: hasPoll ? "a quote and a poll" : "a quote and media", allowed: "a quote alone"))
        }
        return found
    }
}
