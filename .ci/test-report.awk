# Reads the event stream of Swift Testing, a JSON object in each line: prints the ten slowest tests and what failed or
# never ended, and the counts alone in the last line. Fails when a test failed, none ran or one did not end.

function between(before, pattern, after) {
    if (!match($0, before pattern after)) return ""
    return substr($0, RSTART + length(before), RLENGTH - length(before) - length(after))
}

function text_of(key) { return between("\"" key "\":\"", "([^\"\\\\]|\\\\.)*", "\"") }

# Module.Suite/function()/File.swift:3:4 without its last part
function name(test) {
    gsub(/\\\//, "/", test); gsub(/\\"/, "\"", test)
    sub(/\/[^\/]*$/, "", test)
    return test
}

/^\{"kind":"test",/ {
    test = between("\"id\":\"", "([^\"\\\\]|\\\\.)*", "\",\"isParameterized\"")
    if (test != "") tests[++count] = test
    next
}
/"kind":"test(Started|Ended|Skipped)"/ {
    test = text_of("testID")
    moment = between("\"absolute\":", "[0-9.]+", "") + 0
}
/"kind":"testStarted"/ { began[test] = moment }
/"kind":"testSkipped"/ { result[test] = "skip" }
/"kind":"testEnded"/ {
    result[test] = text_of("symbol")
    seconds[test] = moment - began[test]
}

END {
    for (i = 1; i <= count; i++) {
        test = tests[i]
        if (!(test in result)) {
            if (test in began) open[++opens] = test
            else missing++
        } else if (result[test] == "fail") failed[++failures] = test
        else if (result[test] == "skip") skips++
        else passes++
    }
    print "\nThe ten slowest tests, in seconds:"
    for (rank = 1; rank <= 10; rank++) {
        slowest = ""
        for (i = 1; i <= count; i++)
            if (tests[i] in seconds && !(tests[i] in shown) && (slowest == "" || seconds[tests[i]] > seconds[slowest]))
                slowest = tests[i]
        if (slowest == "") break
        shown[slowest] = 1
        printf "%9.3f  %s\n", seconds[slowest], name(slowest)
    }
    if (failures) print "\nFailed (all that the tests wrote is in " log_file "):"
    for (i = 1; i <= failures; i++) print "  " name(failed[i])
    if (opens) print "\nThe tests ended in the middle of (all that they wrote is in " log_file "):"
    for (i = 1; i <= opens; i++) print "  " name(open[i])
    if (missing) printf "\n%d more did not run\n", missing
    if (!count) print "\nno test ran"
    printf "\n%d passed, %d failed, %d skipped\n", passes, failures + opens, skips
    exit(failures || opens || missing || !count)
}
