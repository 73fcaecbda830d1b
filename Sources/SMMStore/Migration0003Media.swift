package import SMMDatabase

extension Migration {
    /// What was found in media when they came in, by which networks refuse them.
    package static let media = Migration(
        name: "0003-media",
        statements: [
            // How many frames a picture has; how long a video is. NULL where it is not known.
            "ALTER TABLE asset ADD COLUMN frames BIGINT",
            "ALTER TABLE asset ADD COLUMN milliseconds BIGINT",
        ])
}
