import Foundation
import Glibc
import TestSupport
import Testing

/// The file of what was typed: who may read it, who writes it, what never stands in it.
@Suite(.needsTerminal) struct PromptHistoryTests {
    private static let emulators = PromptTerminal.emulators

    private func history(_ terminal: PromptTerminal, in folder: String = ".local/state") -> String {
        terminal.place.folder.appendingPathComponent("\(folder)/leadline/history").path
    }

    private func permissions(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return attributes[.posixPermissions] as? Int ?? -1
    }

    @Test(arguments: emulators) func `nobody else may read it, and a command stands in it before it has ended`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal(
            emulator, ["-c", "umask 0; exec leadline"], program: "/bin/sh", in: LeadlineProcess())
        try terminal.waitForPrompt()
        try terminal.run("use dealerstudio")
        try terminal.enter("show outcome | { echo started; exec sleep 1000; }")
        try terminal.wait(for: .file(history(terminal), contains: "sleep 1000"))
        #expect(try permissions(history(terminal)) == 0o600)
        #expect(try permissions((history(terminal) as NSString).deletingLastPathComponent) == 0o700)
    }

    @Test func `XDG_STATE_HOME moves it`() throws {
        let place = try LeadlineProcess()
        let terminal = try PromptTerminal.shell(
            environment: ["XDG_STATE_HOME": place.folder.appendingPathComponent("elsewhere").path], in: place)
        try terminal.run("use drivly")
        try terminal.wait(for: .file(history(terminal, in: "elsewhere"), contains: "use drivly"))
        #expect(!FileManager.default.fileExists(atPath: history(terminal)))
    }

    @Test(arguments: emulators) func `two shells write one history, and each walks through its own first`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let first = try PromptTerminal.shell(emulator)
        let second = try PromptTerminal.shell(emulator, in: first.place)
        for number in 1...5 {
            try first.run("let first=\(number)")
            try second.run("let second=\(number)")
        }
        try first.press(.up)
        try first.wait(for: .line("> let first=5$"))
        try second.press(.up)
        try second.wait(for: .line("> let second=5$"))
        let text = try String(contentsOfFile: history(first), encoding: .utf8)
        for number in 1...5 {
            #expect(text.contains("let first=\(number)") && text.contains("let second=\(number)"))
        }
        let third = try PromptTerminal.shell(emulator, in: first.place)
        try third.press(.ctrl("r"))
        try third.type("first=3")
        try third.wait(for: .regex("let first=3"))
    }

    @Test func `a shell that is killed keeps what was typed in it`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("use drivly")
        try terminal.signal(SIGKILL)
        try terminal.waitForEnd()
        let next = try PromptTerminal.shell(in: terminal.place)
        try next.press(.up)
        try next.wait(for: .line("> use drivly$"))
    }

    @Test func `secrets and lines that begin with a blank never stand in it`() throws {
        let terminal = try PromptTerminal.shell(environment: ["LEADLINE_SECRET_TOKEN": "s3cr-et+48213"])
        for command in [
            "use dealerstudio", "let t={{secret.TOKEN}}", "let t=s3cr-et+48213", " let hidden=1",
            "create leads name=x header X-Token=s3cr-et+48213", "let last=1",
        ] {
            try terminal.run(command)
        }
        try terminal.wait(for: .file(history(terminal), contains: "let last=1"))
        let text = try String(contentsOfFile: history(terminal), encoding: .utf8)
        #expect(text.contains("{{secret.TOKEN}}"))
        #expect(!text.contains("s3cr") && !text.contains("48213") && !text.contains("hidden"))
        #expect(try terminal.leave() == 0)
        // Nor in any other file.
        let files =
            FileManager.default.enumerator(atPath: terminal.place.folder.path)?.compactMap { $0 as? String } ?? []
        for file in files {
            let path = terminal.place.folder.appendingPathComponent(file).path
            let data = FileManager.default.contents(atPath: path) ?? Data()
            #expect(!String(decoding: data, as: UTF8.self).contains("s3cr-et"), "\(file)")
        }
    }

    @Test(arguments: emulators) func `100 000 commands are there at once and searched while one types`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let place = try LeadlineProcess()
        let lines = (1...100_000).map {
            #"{"command":"find leads where name = Ada\#($0)","session":"a","number":\#($0),"time":"2026-03-02T09:00:00.000Z"}"#
        }
        try place.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: ".local/state/leadline/history")
        let terminal = try PromptTerminal.shell(emulator, in: place)
        try terminal.press(.up)
        try terminal.wait(for: .line("name = Ada100000$"))
        try terminal.press(.ctrl("r"))
        try terminal.type("ada4711")
        try terminal.wait(for: .text("name = Ada47119"), .regex(#"\b11\b"#))
        try terminal.press(.tab)
        try terminal.wait(for: .line("> find leads where name = Ada4711"))
    }

    @Test(arguments: [
        "", "\n\n\n", "no JSON at all\n", "{\"command\":\"let cut=",
        "{\"command\":\"let a=1\"}\n\u{0}\u{0}\u{0}\n{}\n[]\n",
    ])
    func `a damaged file is no reason to stop`(_ text: String) throws {
        let place = try LeadlineProcess(files: [".local/state/leadline/history": text])
        let terminal = try PromptTerminal.shell(in: place)
        try terminal.run("use drivly")
        try terminal.press(.up)
        try terminal.wait(for: .line("> use drivly$"))
        let next = try PromptTerminal.shell(in: place)
        try next.press(.up)
        try next.wait(for: .line("> use drivly$"))
    }

    @Test func `where nothing can be written it works without`() throws {
        let terminal = try PromptTerminal.shell(environment: ["HOME": "/proc/none"])
        try terminal.run("use drivly")
        try terminal.press(.up)
        try terminal.wait(for: .line("> use drivly$"))
    }
}
