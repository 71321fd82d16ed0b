#!/usr/bin/env bash
# The portal at 10,000 projects, published as it is delivered, beside a bare Kestrel in the same run:
# cold start to the first 200; requests a second of a stored page; 200 different filters, each for the first time.
set -eu
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
projects="${1:-10000}" seconds="${2:-10}" rounds="${3:-3}"
command -v wrk >/dev/null || { [ "$(id -u)" = 0 ] && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq wrk >/dev/null; }

scratch=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$scratch"
}
trap finish EXIT
port=$((20000 + RANDOM % 20000))
app="http://127.0.0.1:$port" bare="http://127.0.0.1:$((port + 1))"

echo "Publishing ReadyToRun"
dotnet publish src/InvestmentFair.Web -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -p:RunAnalyzers=false -o "$scratch/app" -v quiet >/dev/null
dotnet build tests/Benchmarks -c Release -p:RunAnalyzers=false -v quiet >/dev/null
bench="dotnet .artifacts/bin/Benchmarks/release/Benchmarks.dll"
$bench fill "$scratch/data" "$projects"

serve() { (cd "$scratch/app" && ASPNETCORE_ENVIRONMENT=Production Logging__LogLevel__Default=Warning Data__Directory="$scratch/data" Portal__PublicBaseUrl="$app" exec dotnet InvestmentFair.Web.dll --urls "$app" >"$scratch/log" 2>&1) & pids+=($!); server=$!; }
until_200() { until curl -sf -o /dev/null --max-time 20 "$1"; do sleep 0.01; done; }
now() { date +%s%N; }
# What is missed is named by the same words as in every other measure; the run goes on, and ends with it.
missed=0
held() { $bench target "$@" || missed=1; }
middle() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for round in $(seq 5); do
  began=$(now)
  serve
  until_200 "$app/"
  echo $(((("$(now)") - began) / 1000000)) >>"$scratch/cold"
  kill "$server"; wait "$server" 2>/dev/null || true
done
cold=$(middle <"$scratch/cold")
echo "Cold start to the first 200: median $cold ms of $(tr '\n' ' ' <"$scratch/cold")(target 2000)"
held "cold start to the first 200, median" "$cold" under 2000 ms

serve
until_200 "$app/projects"
$bench hello "$bare" & pids+=($!)
until_200 "$bare/"

# As a browser writes it into an address.
encoded() { printf %s "$1" | od -An -tx1 | tr -d '\n' | tr ' ' '%'; }
words=(酒店 古建 项目 厂房 康养 太行 中药 民宿 研学 礼义) sorts=("" code investment smallest updated) categories=("" tourism resource carrier)
for i in $(seq 0 199); do
  echo "url = \"$app/projects?q=$(encoded "${words[$((i % 10))]}")&category=${categories[$((i / 10 % 4))]}&sort=${sorts[$((i / 40))]}&min=$((i + 1))\"" >>"$scratch/urls"
  echo 'output = "/dev/null"' >>"$scratch/urls"
done
curl -s -w '%{http_code} %{time_total}\n' -K "$scratch/urls" >"$scratch/filters"
[ "$(grep -c '^200 ' "$scratch/filters")" = 200 ] || { echo "Not every filter was answered with 200"; exit 1; }
awk '{ print $2 * 1000 }' "$scratch/filters" | sort -n | awk '{ v[NR] = $1 } END { printf "200 filters, each for the first time: p50 %.1f ms, p95 %.1f ms, max %.1f ms (target p95 200)\n", v[100], v[190], v[200] }'
held "200 filters, each for the first time, p95" "$(awk '{ print $2 * 1000 }' "$scratch/filters" | sort -n | sed -n 190p)" under 200 ms

measure() { wrk -t2 -c32 -d"${seconds}s" -s tests/Benchmarks/wrk.lua "$1" | tail -n 1; }
for page in "" projects "projects?category=tourism&page=2" projects/LC-T02; do
  until_200 "$app/$page"
  rm -f "$scratch/bare" "$scratch/page"
  for round in $(seq "$rounds"); do
    measure "$bare/" >>"$scratch/bare"
    measure "$app/$page" >>"$scratch/page"
  done
  awk '$3 > 0 { exit 1 }' "$scratch/page" || { echo "/$page answered with errors"; exit 1; }
  hello=$(awk '{ print $1 }' "$scratch/bare" | middle) own=$(awk '{ print $1 }' "$scratch/page" | middle) late=$(awk '{ print $2 }' "$scratch/page" | middle)
  awk -v page="/$page" -v bare="$hello" -v own="$own" -v late="$late" \
    'BEGIN { printf "%-36s %8.0f requests/s, bare Kestrel %8.0f, ratio %.2f (target 0.15), p95 %.1f ms (target 50)\n", page, own, bare, own / bare, late }'
  held "/$page, requests a second beside a bare Kestrel" "$(awk -v own="$own" -v bare="$hello" 'BEGIN { print own / bare }')" least 0.15
  held "/$page, p95" "$late" under 50 ms
done
exit "$missed"
