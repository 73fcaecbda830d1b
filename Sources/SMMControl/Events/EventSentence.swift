package import SMMStore
import SMMTime

/// What an event says, in the words `why` uses as well, so that journal and story cannot disagree.
package enum EventSentence {
    /// One sentence without the data that has fields of its own; times are in UTC.
    package static func of(_ event: EventRow) -> String {
        StoryWords.sentence(event, Moments(zone: .utc))
    }
}
