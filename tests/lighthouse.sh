#!/usr/bin/env bash
# Lighthouse on five pages of the portal, as on a telephone: every category must reach 95.
#   tests/lighthouse.sh [http://address]     with no address, the product is started with its sample data
# Needs npm and Chromium (12.2.3 runs on Node 18, 13 wants Node 22); without them it says so and skips, unless CI=true.
set -u
cd "$(dirname "$0")/.."
least=95
version=12.2.3
pages=(/ /projects /projects/LC-T02 /plants /en/projects/LC-R03)

skip() {
  echo "Skipped: $1"
  [ "${CI:-}" = true ] && exit 1
  exit 0
}
command -v npm >/dev/null || skip "npm is not installed"
chromium="${FAIR_TEST_CHROMIUM:-$(command -v chromium || true)}"
[ -n "$chromium" ] || skip "Chromium is not installed"

scratch=$(mktemp -d)
server=""
finish() {
  [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
  rm -rf "$scratch"
}
trap finish EXIT

npm install --silent --no-audit --no-fund --prefix "$scratch/npm" "lighthouse@$version" >"$scratch/npm.log" 2>&1 || { tail -5 "$scratch/npm.log"; skip "lighthouse@$version could not be installed"; }

base="${1:-}"
if [ -z "$base" ]; then
  dotnet build src/InvestmentFair.Web -v quiet || exit 1
  base="http://localhost:$((20000 + RANDOM % 20000))"
  ASPNETCORE_ENVIRONMENT=Development dotnet run --project src/InvestmentFair.Web --no-build --no-launch-profile --urls "$base" \
    --Data:Directory="$scratch/data" --Portal:PublicBaseUrl="$base" >"$scratch/server.log" 2>&1 &
  server=$!
  for _ in $(seq 1 180); do curl -sf -o /dev/null "$base/healthz/ready" && break; sleep 1; done
fi

failed=0
for page in "${pages[@]}"; do
  # A page that is stored is what a visitor meets.
  curl -sf -o /dev/null "$base$page" || { echo "$page does not answer"; failed=1; continue; }
  CHROME_PATH="$chromium" "$scratch/npm/node_modules/.bin/lighthouse" "$base$page" --quiet --output=json --output-path="$scratch/report.json" \
    --only-categories=performance,accessibility,best-practices,seo \
    --chrome-flags="--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync" \
    || { echo "$page could not be judged"; failed=1; continue; }
  node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")), least = Number(process.argv[2]);
    const scores = Object.values(report.categories).map(c => [c.title, Math.round(c.score * 100)]);
    console.log(process.argv[3].padEnd(24) + scores.map(([title, score]) => `${title} ${score}`).join(", "));
    const low = scores.filter(([, score]) => !(score >= least));
    if (low.length > 0) {
      for (const category of Object.values(report.categories))
        for (const ref of category.auditRefs) {
          const audit = report.audits[ref.id];
          if (ref.weight > 0 && audit.score !== null && audit.score < 0.9) console.log(`  ${category.title}: ${audit.title} ${audit.displayValue ?? ""}`);
        }
      process.exit(1);
    }' "$scratch/report.json" "$least" "$page" || failed=1
done
[ "$failed" = 0 ] && echo "Every category is at least $least." || echo "Below $least, see above."
exit "$failed"
