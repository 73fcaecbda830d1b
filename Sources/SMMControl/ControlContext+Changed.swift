import SMMModel
import SMMPublishing

extension ControlContext {
    /// Tells those who follow the record that something was committed.
    func changed() async {
        await engine.committed(PostChange(post: PostID(rawValue: 0)))
    }
}
