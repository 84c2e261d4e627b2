import LeadlineCore
import LeadlineShell
import TestSupport
import Testing

@Suite struct UserFoldersTests {
    @Test(
        arguments: [
            (["HOME": "/ada"], "/ada/.local/state/leadline", "/ada/.config/leadline"),
            (["HOME": "/ada", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c/"], "/s/leadline", "/c//leadline"),
            (["HOME": "/ada", "XDG_STATE_HOME": "s"], "/ada/.local/state/leadline", "/ada/.config/leadline"),
            (["HOME": "/ada", "XDG_STATE_HOME": ""], "/ada/.local/state/leadline", "/ada/.config/leadline"),
            (["XDG_STATE_HOME": "/s"], "/s/leadline", nil), (["HOME": ""], nil, nil), ([:], nil, nil),
        ] as [([String: String], String?, String?)])
    func `folders are where the specification says`(_ variables: [String: String], _ state: String?, _ config: String?)
    {
        let folders = UserFolders(variables: variables)
        #expect(folders.state == state && folders.config == config)
    }

    @Test func `an init script is read if there is one`() throws {
        let folders = UserFolders(variables: ["HOME": "/ada"])
        #expect(try folders.initScript(InMemoryFiles([:])) == nil)
        let files = InMemoryFiles(["/ada/.config/leadline/init.leadline": "use drivly\n"])
        let source = try #require(try folders.initScript(files))
        #expect(source.name == "/ada/.config/leadline/init.leadline" && source.text == "use drivly\n")
        #expect(try UserFolders(variables: [:]).initScript(files) == nil)
        let broken = InMemoryFiles(bytes: ["/ada/.config/leadline/init.leadline": [0xFF]])
        #expect(throws: Diagnostic.self) { try folders.initScript(broken) }
    }
}
