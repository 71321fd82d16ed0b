#!/usr/bin/env bash
# Runs every suite on a fresh machine: installs what the tests need where it is missing and we are root, starts a PostgreSQL
# of its own on loopback, builds the whole solution, and ends with one line: N passed, N failed, N skipped.
#   tests/run.sh [PROJECT]     one project alone, without Lighthouse, which counts as one test of the whole set
set -u
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
only="${1:-}"

missing=()
command -v chromium >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qi 'CJK' || missing+=(fonts-noto-cjk)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]}"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
fi

# Most of what a test calls is called a few times: to measure it for a second compilation costs a quarter of the processor.
export DOTNET_TieredPGO=0

# The disk is not what is tried: where the machine has memory to spare, the databases of the tests lie in it.
if [ -w /dev/shm ] && [ "$(df --output=avail -k /dev/shm | tail -n 1)" -gt 4000000 ]; then export TMPDIR=/dev/shm; fi
scratch=$(mktemp -d)
results="$scratch/results"
pg=""
true_times=""
finish() {
  # What it has started goes with it, or it would wait on for ten minutes.
  [ -n "$true_times" ] && pkill -P "$true_times" && wait "$true_times" 2>/dev/null
  [ -n "$pg" ] && as_postgres "$pg/pg_ctl" -D "$scratch/pg" -m immediate stop >/dev/null 2>&1
  rm -rf "$scratch"
}
trap finish EXIT

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
initdb=$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1)
if [ -n "$initdb" ]; then
  pg=$(dirname "$initdb")
  port=$((20000 + RANDOM % 20000))
  chmod 755 "$scratch"
  mkdir "$scratch/pg" "$scratch/sock"
  [ "$(id -u)" = 0 ] && chown postgres "$scratch/pg" "$scratch/sock"
  if as_postgres "$pg/initdb" -D "$scratch/pg" -U fair -A trust -E UTF8 --locale=C.UTF-8 >/dev/null \
    && as_postgres "$pg/pg_ctl" -D "$scratch/pg" -w -l "$scratch/pg/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$scratch/sock -c fsync=off -c max_connections=200" start >/dev/null; then
    export FAIR_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=fair;Database=postgres"
  else
    echo "PostgreSQL did not start" >&2
    pg=""
  fi
fi
command -v chromium >/dev/null && export FAIR_TEST_CHROMIUM="$(command -v chromium)"

dotnet build InvestmentFair.sln -v quiet || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

suite() { # NAME PROJECT [FILTER]
  dotnet test "tests/$2" --no-build -v quiet --logger "console;verbosity=minimal" --logger "trx;LogFileName=$1.trx" --results-directory "$results" ${3:+--filter "$3"}
}

# Ten minutes without a network, of which nearly all is waiting: beside the other suites they cost no time.
takes_minutes="FullyQualifiedName~The_true_times"
if [ -z "$only" ] || [ "$only" = InvestmentFair.E2E ]; then
  FAIR_TEST_TRUE_TIMES=1 suite true-times InvestmentFair.E2E "$takes_minutes" >"$scratch/true-times" 2>&1 &
  true_times=$!
fi

failed_runs=0
for project in InvestmentFair.Scheduling.Tests InvestmentFair.Tests InvestmentFair.Web.Tests InvestmentFair.E2E; do
  [ -n "$only" ] && [ "$only" != "$project" ] && continue
  echo "== $project"
  filter=""
  [ "$project" = InvestmentFair.E2E ] && filter="${takes_minutes/\~/!~}"
  suite "$project" "$project" "$filter" || failed_runs=$((failed_runs + 1))
done

if [ -n "$true_times" ]; then
  echo "== The true times without a network"
  wait "$true_times" || failed_runs=$((failed_runs + 1))
  true_times=""
  cat "$scratch/true-times"
fi

# It says itself why it is skipped; on the build server that is a failure.
lighthouse=""
if [ -z "$only" ]; then
  echo "== Lighthouse"
  bash tests/lighthouse.sh 2>&1 | tee "$scratch/lighthouse"
  if [ "${PIPESTATUS[0]}" != 0 ]; then lighthouse=failed; elif grep -q '^Skipped:' "$scratch/lighthouse"; then lighthouse=skipped; else lighthouse=passed; fi
fi

count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{n += $1} END {print n + 0}'; }
passed=$(count passed)
failed=$(count failed)
total=$(count total)
skipped=$((total - passed - failed))
[ "$failed_runs" -gt 0 ] && [ "$failed" = 0 ] && failed=$failed_runs
case "$lighthouse" in passed) passed=$((passed + 1)) ;; failed) failed=$((failed + 1)) ;; skipped) skipped=$((skipped + 1)) ;; esac
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
