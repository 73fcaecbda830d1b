import ArgumentParser
import SMMAPI

/// When a post goes out.
struct PostTimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "When: `tomorrow 09:30`, `2026-12-24 18:00`, `in 2 hours` on the brand's clock, or RFC 3339.",
            valueName: "when"))
    var at: String?

    @Flag(help: "Now: waits 15 seconds, in which `smmctl undo` stops it (after an edit: `smmctl post cancel`).")
    var now = false
    @Flag(help: "In the next free slot of each account.") var slot = false
    @Flag(help: "Not yet: a draft.") var draft = false

    @Option(
        help: ArgumentHelp("Of a time that comes twice (the end of summer time), 0 is the first.", valueName: "0|1"))
    var fold: Int?

    @Option(help: ArgumentHelp("Never after this time.", valueName: "when")) var expires: String?

    @Option(
        name: .customLong("late-window"),
        help: ArgumentHelp("How late it may still go out, e.g. 2h.", valueName: "span"))
    var lateWindow: String?

    func validate() throws {
        guard [at != nil, now, slot, draft].filter({ $0 }).count <= 1 else {
            throw ValidationError("Only one of --at, --now, --slot and --draft says when.")
        }
        guard fold == nil || (at != nil && (fold == 0 || fold == 1)) else {
            throw ValidationError("--fold is 0 or 1 and goes with --at.")
        }
        guard let lateWindow, SpanText.seconds(lateWindow) == nil else { return }
        throw ValidationError("--late-window \(lateWindow) is no span; it takes \(SpanText.allowed).")
    }

    /// The schedule; nil leaves it to the daemon.
    var schedule: ScheduleDraft? {
        if let at { return ScheduleDraft(kind: "at", at: at, fold: fold) }
        if now { return ScheduleDraft(kind: "now") }
        if slot { return ScheduleDraft(kind: "slot") }
        return draft ? ScheduleDraft(kind: "draft") : nil
    }

    /// The late window in seconds.
    var lateSeconds: Int? { lateWindow.flatMap(SpanText.seconds) }
}
