import SMMAdapterKit
import SMMModel
import SMMText

/// The rules of a status that a manifest cannot say: counting with the content warning, polls, quotes, mixed media.
struct VariantRules {
    let manifest: PlatformManifest
    let facts: ServerFacts
    private typealias Option = MastodonManifest.Option

    /// Every rule that `variant` does not keep.
    func violations(of variant: PostVariant) -> [Violation] {
        // Text is counted here, so the manifest's plain count must not answer too.
        var plain = manifest
        plain.limits.maximumText = nil
        var found = plain.violations(of: variant)
        let poll = PollDraft(variant.options)
        for (index, part) in variant.parts.enumerated() {
            found += length(of: part, at: index, options: variant.options)
            found += media(of: part, at: index)
        }
        if let poll { found += violations(of: poll, with: variant) } else { found += pollOptions(without: variant) }
        found += quote(variant, hasPoll: poll != nil)
        found += language(variant)
        return found
    }

    private func length(of part: PostPart, at index: Int, options: [String: String]) -> [Violation] {
        let warning = options[Option.contentWarning] ?? ""
        var found: [Violation] = []
        if let most = manifest.limits.maximumText {
            let measured = StatusLength(facts, manifest.limits).count(part.text, warning: warning)
            if measured > most {
                let unit = manifest.limits.textUnit.rawValue
                found.append(
                    Violation(
                        rule: "text-too-long", part: index,
                        message: "The text\(warning.isEmpty ? "" : " with its content warning") is \(measured - most)"
                            + " too long for this server.",
                        measured: "\(measured) \(unit)", allowed: "\(most) \(unit)",
                        next:
                            "Shorten it, or give this platform its own text with --variant \(manifest.platform)=@FILE."
                    ))
            }
        }
        if !facts.allowsTextOnly && warning.count > 140 {
            found.append(
                Violation(
                    rule: "content-warning-too-long", part: index,
                    message: "The content warning is too long for this server.", measured: "\(warning.count) graphemes",
                    allowed: "140 graphemes"))
        }
        return found
    }

    private func media(of part: PostPart, at index: Int) -> [Violation] {
        var found: [Violation] = []
        let moving = part.media.filter { !$0.type.hasPrefix("image/") || $0.type == "image/gif" }
        if facts.counting == .weighted, part.media.count > 1, !moving.isEmpty {
            found.append(
                Violation(
                    rule: "media-mixed", part: index,
                    message: "A status takes several pictures, or one video, animation or sound.",
                    measured: "\(part.media.count) media, \(moving.count) of them no still picture",
                    allowed: "pictures alone, or one other medium", next: "Put them into parts of their own."))
        }
        if part.media.isEmpty && index == 0 && !facts.allowsTextOnly {
            found.append(
                Violation(
                    rule: "media-missing", part: index, message: "This server takes no status without a medium.",
                    measured: "no media", allowed: "at least 1 medium", next: "Add a picture with --media."))
        }
        for medium in part.media {
            let count = (medium.alt ?? "").count
            guard facts.minimumAlt > 0, count < facts.minimumAlt else { continue }
            found.append(
                Violation(
                    rule: count == 0 ? "alt-missing" : "alt-too-short", part: index,
                    message: "This server wants a longer description of every medium.", measured: "\(count) graphemes",
                    allowed: "at least \(facts.minimumAlt) graphemes",
                    next: "Add --alt \"what the picture shows\" after --media."))
        }
        return found
    }

    private func language(_ variant: PostVariant) -> [Violation] {
        guard let text = variant.options[Option.language], LanguageTag.primary(text) == nil else { return [] }
        return [
            Violation(
                rule: "option-value", message: "The option “language” does not take that value.", measured: text,
                allowed: "an ISO 639 code of two or three letters, such as de")
        ]
    }
}
