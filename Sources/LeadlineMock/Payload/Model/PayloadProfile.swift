/// Which Payload a server imitates: 3.88 or 2.32, both on mongoose.
package enum PayloadProfile: Int, Sendable, CaseIterable {
    case v2 = 2
    case v3 = 3
}
