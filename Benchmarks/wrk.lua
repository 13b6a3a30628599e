-- Asks for PATH, with a new number behind it each time when VARY is set, and prints the figures for bench.py.

local path = os.getenv("BENCH_PATH")
local vary = os.getenv("BENCH_VARY") == "1"
local host = os.getenv("BENCH_HOST")
local threads = 0

wrk.headers["Host"] = host
if os.getenv("BENCH_GZIP") == "1" then wrk.headers["Accept-Encoding"] = "gzip" end

function setup(thread)
    thread:set("seed", threads)
    threads = threads + 1
end

function init()
    count = seed * 100000000 + tonumber(os.getenv("BENCH_RUN")) * 1000000
    fixed = wrk.format("GET", path)
    joint = string.find(path, "?", 1, true) and "&" or "?"
end

function request()
    if not vary then return fixed end
    count = count + 1
    return wrk.format("GET", path .. joint .. "v=" .. count)
end

function done(summary, latency)
    local errors = summary.errors
    print(string.format(
        "FIGURES %d %d %d %d %d",
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
