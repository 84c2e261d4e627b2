import LeadlineCore
import LeadlineLive
import LeadlineSession

extension TrafficBench {
    /// `leadline doctor`
    func doctor() throws(Diagnostics) -> ExitCode {
        let workshop = try workshop()
        let factory = TargetFactory(
            environment: environment, project: workshop.project, resources: workshop.resources)
        environment.interrupt.watch()
        var groups = [CheckupGroup(title: "this machine", checkups: machine(workshop))]
        let chosen = line.operands.first
        for name in chosen.map({ [$0] }) ?? workshop.project.profiles.names where environment.interrupt.signal() == nil
        {
            groups += examine(name, factory)
        }
        if line.has(.json) {
            for json in CheckupReport.json(groups) { console.write(json) }
        } else {
            let report = CheckupReport(presentation: console.presentation(.normal), isBrief: chosen == nil)
            console.write(report.text(groups))
        }
        if let signal = environment.interrupt.signal() { return ExitCode(signal: signal) }
        return groups.flatMap(\.checkups).map(\.code).max() ?? .success
    }

    private func examine(_ name: String, _ factory: TargetFactory) -> [CheckupGroup] {
        do throws(Diagnostics) {
            let profile = try factory.profile(name)
            return ProfileDoctor(profile: profile, apis: factory.resources.catalog.known, environment: environment)
                .groups()
        } catch {
            console.show(error.all)
            let count = error.all.count { $0.severity == .error }
            return [
                CheckupGroup(
                    title: "profile \(name)", profile: name,
                    checkups: [.misconfigured("profile", counted(count, "mistake"), help: "see the messages")])
            ]
        }
    }

    // MARK: - The machine

    private func machine(_ workshop: Workshop) -> [Checkup] {
        var checkups = workshop.project.files.map { Checkup.ok("settings", $0) }
        if workshop.project.profiles.names.isEmpty {
            let example = ProfileExample.profile("staging", workshop.resources.catalog.names.first ?? "API")
            checkups.append(
                .warning(
                    "profiles", "none in leadline.yaml and \(userFile ?? "the user's settings")",
                    help: "write one: \(example)"))
        }
        if let clients = environment.clients {
            do throws(EffectFailure) {
                _ = try clients.open(ConnectionSettings())
                checkups.append(.ok("libcurl", "found"))
            } catch { checkups.append(.misconfigured("libcurl", error.reason, help: error.help)) }
        }
        return checkups + variables
    }

    private var userFile: String? {
        UserFolders(variables: environment.variables).config.map { "\($0)/\(Project.userFile)" }
    }

    /// Those that libcurl obeys. A proxy's may hold a password.
    private var variables: [Checkup] {
        let proxies = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"]
        let authorities = ["SSL_CERT_FILE", "SSL_CERT_DIR"]
        return (proxies + authorities).compactMap { name in
            guard let value = environment.variables[name], !value.isEmpty else { return nil }
            let at = proxies.contains(name) ? value.lastIndex(of: "@") : nil
            return .ok(name, at.map { "…\(value[$0...])" } ?? value)
        }
    }
}
