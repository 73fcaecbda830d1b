/// What `brands.d/NAME.yaml` says about a brand; what is nil there stays as it was set on the command line.
package struct BrandConfiguration: Hashable, Sendable {
    /// The name people read.
    package var title: String?
    /// BCP 47 language.
    package var language: String?
    /// IANA time zone.
    package var zone: String?
    /// Accent colour, `#rrggbb`.
    package var colour: String?
    /// The title of its site.
    package var siteTitle: String?
    /// One or two sentences below the site's title.
    package var siteDescription: String?
    /// Who writes on its site.
    package var siteAuthor: String?

    /// Nothing said.
    package init() {}
}
