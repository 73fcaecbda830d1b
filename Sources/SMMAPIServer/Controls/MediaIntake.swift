package import SMMAPI

/// Where uploaded photos and videos go.
package protocol MediaIntake: Sendable {
    /// Begins an upload of `length` bytes (nil when it is not known beforehand); checks brand, role and size first, so
    /// that a refused upload is not read.
    func begin(_ call: Call, _ query: MediaQuery, length: Int64?) async throws -> any MediaSink<AssetView>
    /// Begins an upload that is looked at and not kept; checks the same first.
    func beginPreview(
        _ call: Call, _ query: MediaPreviewQuery, length: Int64?
    ) async throws -> any MediaSink<MediaPreviewView>
    /// One asset.
    func show(_ call: Call, _ asset: String) async throws -> AssetView
}
