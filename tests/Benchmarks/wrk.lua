-- requests a second, the 95th percentile in milliseconds, and how many answers were no 2xx
done = function(summary, latency, requests)
  io.write(string.format("%.0f %.2f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(95) / 1000, summary.errors.status))
end
