import LeadlineCore
import Testing

@testable import LeadlineScenarios
@testable import LeadlineShell

@Suite struct ProgressLineTests {
    private let row = SampleRun.row(1, "one second past the limit")

    @Test func itIsDrawnAtTheSpeedOfEyes() {
        var line = ProgressLine(Presentation(width: 60))
        line.consume(SampleRun.started(rows: 3))
        #expect(line.drawing(at: .zero).isEmpty)
        line.consume(.rowStarted(row))
        #expect(line.drawing(at: .milliseconds(50)).isEmpty)
        #expect(
            line.drawing(at: .milliseconds(100))
                == "\r\u{1B}[K0/3  A lead is frozen three days after it was created  [o…")
        line.consume(.rowFinished(SampleRun.result(row, .failed)))
        #expect(line.drawing(at: .milliseconds(150)).isEmpty)
        #expect(line.drawing(at: .milliseconds(200)).hasPrefix("\r\u{1B}[K1/3  1 failed  A lead"))
    }

    @Test func whatWasErasedIsDrawnAgainAtOnce() {
        var line = ProgressLine(Presentation(width: 60))
        #expect(line.erasing().isEmpty)
        line.consume(SampleRun.started(rows: 3))
        _ = line.drawing(at: .zero)
        _ = line.drawing(at: .milliseconds(100))
        #expect(line.erasing() == "\r\u{1B}[K")
        #expect(line.erasing().isEmpty)
        #expect(!line.drawing(at: .milliseconds(101)).isEmpty)
        line.consume(SampleRun.finished { _ in })
        #expect(line.drawing(at: .seconds(9)).isEmpty)
    }

    @Test func onlyATerminalThatCanGetsOne() {
        #expect(ProgressLine.isWanted(isTerminal: true, variables: ["TERM": "xterm"]))
        #expect(!ProgressLine.isWanted(isTerminal: false, variables: ["TERM": "xterm"]))
        #expect(!ProgressLine.isWanted(isTerminal: true, variables: ["TERM": "xterm", "CI": "true"]))
        #expect(!ProgressLine.isWanted(isTerminal: true, variables: ["TERM": "dumb"]))
        #expect(!ProgressLine.isWanted(isTerminal: true, variables: [:]))
    }
}
