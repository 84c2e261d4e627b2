import LeadlineShell
import LeadlineSystem

@main
struct Main {
    static func main() {
        Interrupt.ignoreBrokenPipes()
        let code = Leadline.main(.live())
        ProcessFacts.exit(code.rawValue)
    }
}
