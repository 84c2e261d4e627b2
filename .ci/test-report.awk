# Reads the xUnit report of `swift test`: prints the ten slowest tests, and the counts alone in the last line.
# Fails when a test failed and when none ran.

function attribute(name) {
    if (!match($0, " " name "=\"[^\"]*\"")) return ""
    return text(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
}

function text(escaped) {
    while (match(escaped, /&#[0-9]+;/))
        escaped = substr(escaped, 1, RSTART - 1) utf8(substr(escaped, RSTART + 2, RLENGTH - 3) + 0) \
            substr(escaped, RSTART + RLENGTH)
    gsub(/&lt;/, "<", escaped); gsub(/&gt;/, ">", escaped); gsub(/&quot;/, "\"", escaped)
    gsub(/&apos;/, "'", escaped); gsub(/&amp;/, "\\&", escaped)
    return escaped
}

function utf8(code) {
    if (code < 128) return sprintf("%c", code)
    if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
    if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
    return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, \
        128 + code % 64)
}

/^ *<testcase / {
    count++
    name[count] = attribute("classname") "." attribute("name")
    time[count] = attribute("time") + 0
}
/^ *<failure/ { failed[count] = failed[count] "\n    " attribute("message") }
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
        for (i = 1; i <= count; i++) if (i in failed) print "  " name[i] failed[i]
    }
    if (!count) print "\nno test ran"
    printf "\n%d passed, %d failed, %d skipped\n", passes, failures, skips
    exit(failures || !count)
}
