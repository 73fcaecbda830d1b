package import SMMModel

/// Uploads media before the intent, so that nothing visible waits on a slow upload.
///
/// Each remote media id goes through `AdapterContext.steps` before the next step; a repeated upload is harmless.
package protocol PreparesMedia: PlatformAdapter {
    /// Uploads what is still missing. `published` is not a valid answer; `prepared` is.
    func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult
}

/// Knows more of its accounts' settings than a manifest can say.
package protocol ChecksSettings: PlatformAdapter {
    /// What is wrong with the settings of an account: pure and offline. Empty means that it can be posted to.
    func faults(of account: AccountProfile) -> [SettingFault]
}

/// Takes a published thing down. Deleting what is already gone is success.
package protocol DeletesPosts: PlatformAdapter {
    /// Deletes what `request.receipt` names.
    func delete(_ request: DeleteRequest, in context: AdapterContext) async -> AttemptResult
}

/// Changes a published thing in place.
package protocol EditsPosts: PlatformAdapter {
    /// Replaces the content of what `request.receipt` names; doing it twice is doing it once.
    func edit(_ request: EditRequest, in context: AdapterContext) async -> AttemptResult
}

/// Answers comments (arrives with the inbox).
package protocol RepliesToComments: PlatformAdapter {
    /// Publishes `request` below `request.parent`.
    func reply(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult
}
