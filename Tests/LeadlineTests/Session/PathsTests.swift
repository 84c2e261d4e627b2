import LeadlineSession
import Testing

@Suite struct PathsTests {
    @Test(arguments: [
        ("", "a.json", "a.json"), ("a", "b.json", "a/b.json"), ("a/b", "../c.json", "a/c.json"),
        ("a", "../c.json", "c.json"), ("a", "../../c.json", "../c.json"), ("", "../c.json", "../c.json"),
        ("a", "../../../c.json", "../../c.json"), ("..", "../c.json", "../../c.json"),
        (".", "../c.json", "./../c.json"),
        ("/", "../c.json", "/../c.json"), ("/a", "../../c.json", "/../c.json"), ("a", "./b/./c", "a/b/c"),
        ("a", "/c.json", "/c.json"), ("", "../../..", "../../.."),
    ]) func `a path is seen from its folder`(folder: String, path: String, joined: String) {
        #expect(Paths.join(folder, path) == joined)
    }
}
