# Reads the xUnit report of `swift test`: prints the ten slowest tests, and the counts alone in the last line.
# Fails when a test failed and when none ran.

function attribute(name) {
    if (!match($0, " " name "=\"[^\"]*\"")) return ""
    return text(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
}

function text(escaped) {
    gsub(/&lt;/, "<", escaped); gsub(/&gt;/, ">", escaped); gsub(/&quot;/, "\"", escaped)
    gsub(/&apos;/, "'", escaped); gsub(/&amp;/, "\\&", escaped)
    return escaped
}

/^ *<testcase / {
    count++
    name[count] = attribute("classname") "." attribute("name")
    time[count] = attribute("time") + 0
}
/^ *<failure/ { failed[count] = 1 }
/^ *<skipped/ { skipped[count] = 1 }

END {
    for (i = 1; i <= count; i++) {
        if (i in failed) failures++
        else if (i in skipped) skips++
        else passes++
    }
    print "\nThe ten slowest tests (seconds, waiting for each other included):"
    for (rank = 1; rank <= 10 && rank <= count; rank++) {
        slowest = 0
        for (i = 1; i <= count; i++) if (!(i in shown) && (!slowest || time[i] > time[slowest])) slowest = i
        shown[slowest] = 1
        printf "%9.3f  %s\n", time[slowest], name[slowest]
    }
    if (failures) {
        print "\nFailed (everything the tests wrote is in " log_file "):"
        for (i = 1; i <= count; i++) if (i in failed) print "  " name[i]
    }
    if (!count) print "\nno test ran"
    printf "\n%d passed, %d failed, %d skipped\n", passes, failures, skips
    exit(failures || !count)
}
