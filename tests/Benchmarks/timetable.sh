#!/usr/bin/env bash
# Reproduces every figure of the timetable engine. Usage: timetable.sh [FOLDER-WITH-PUBLISHED-DZN] [OUT] [SECONDS]
# The published instances (Girona's B2BSP archive) are not part of the repository. Without them the rest is still measured.
set -eu
data=$(realpath -m "${1:-published}")
out=${2:+$(realpath -m "$2")}
cd "$(dirname "$0")/../.."
out=${out:-$PWD/.artifacts/timetable}
seconds=${3:-60}
mkdir -p "$out"
dotnet build -c Release tests/Benchmarks -v quiet
bench=.artifacts/bin/Benchmarks/release/Benchmarks

say() { echo "== $1 (load $(cut -d' ' -f1 /proc/loadavg))"; }

if ls "$data"/*.dzn >/dev/null 2>&1; then
  for workers in 2 1; do
    say "published originals, $workers workers"
    "$bench" b2b "$data"/*.original.dzn --seconds "$seconds" --workers "$workers" --out "$out/timetables" | tee "$out/originals-$workers.csv"
  done
  for d in 0 1 3; do
    say "published originals, fairness $d"
    "$bench" b2b "$data"/*.original.dzn --seconds 30 --workers 2 --fairness "$d" | tee "$out/fairness-$d.csv"
  done
  for family in "forbidden 5" "forbidden 10" "fixed 10" "fixed 20" "precedences 10" "precedences 20"; do
    set -- $family
    say "family $1, $2 %"
    rm -rf "$out/$1$2"
    "$bench" vary "$data"/*.original.dzn --family "$1" --percent "$2" --out "$out/$1$2"
    "$bench" b2b "$out/$1$2"/*.dzn --seconds "$seconds" --workers 2 | tee "$out/$1$2.csv"
  done
else
  echo "No published instances in $data"
fi

say "made-up fairs"
# Each in a process of its own, or the memory of one would be counted with the next.
for size in 80 300 1000 3000; do "$bench" scale --sizes "$size" --seconds 60; done | tee "$out/scale.csv"
say "made-up fairs, shorter searches"
{ "$bench" scale --sizes 300 --seconds 10; "$bench" scale --sizes 1000 --seconds 20; } | tee "$out/scale-short.csv"
for late in "300 20" "1000 200" "3000 12"; do
  set -- $late
  say "late trains, $1 people"
  "$bench" latetrain --size "$1" --scenarios "$2" --plan-seconds 20 | tee "$out/latetrain-$1.csv"
done
for size in 80 300 1000 3000; do
  say "what would make room, $size people"
  "$bench" room --size "$size" --meetings 20 | tee "$out/room-$size.csv" || true
done
