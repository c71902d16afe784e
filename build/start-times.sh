#!/usr/bin/env bash
# Compares how fast programs start: build/start-times.sh RUNS PROGRAM… prints, for `--help` and for the analysis of one event with the sample
# snapshot, the least and the middle time of each program, and its ratio to the first. The programs take turns, so that a busy machine
# slows them alike; processor time is what the whole process used.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$root/src/AccessUndenied.Samples/data
runs=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TIMEFORMAT='%3R %3U %3S'

# The first record of the sample, alone.
awk '/^    {/ { on = 1 } on { print } /^    }/ { exit }' "$data/events.json" | sed '$ s/},$/}/' > "$work/event.json"

measure() {
  local name=$1 run program number
  shift
  for ((run = 0; run <= runs; run++)); do
    number=0
    for program in "${programs[@]}"; do
      { time "$program" "$@" > "$work/out" 2>&1; } 2>> "$work/$name.$number"
      number=$((number + 1))
    done
  done

  # The first run of each filled the caches and does not count.
  for ((number = 0; number < ${#programs[@]}; number++)); do
    tail -n +2 "$work/$name.$number" | awk '{ print $1 * 1000, ($2 + $3) * 1000 }' > "$work/times"
    wall=$(sort -n "$work/times" | cut -d' ' -f1)
    cpu=$(cut -d' ' -f2 "$work/times" | sort -n)
    printf '%-8s %-50s wall least %5.0f ms, middle %5.0f ms; processor middle %5.0f ms\n' "$name" "${programs[$number]}" \
      "$(head -1 <<< "$wall")" "$(sed -n "$(((runs + 1) / 2))p" <<< "$wall")" "$(sed -n "$(((runs + 1) / 2))p" <<< "$cpu")"
    echo "$name $number $(head -1 <<< "$wall") $(sed -n "$(((runs + 1) / 2))p" <<< "$cpu")" >> "$work/summary"
  done
}

programs=("$@")
measure help --help
measure event analyze --events-file "$work/event.json" --snapshot "$data/snapshot.json" --format json
awk '$2 == 0 { wall[$1] = $3; cpu[$1] = $4 } $2 > 0 { printf "%-8s program %d against the first: wall %.2f, processor %.2f\n", $1, $2 + 1, $3 / wall[$1], $4 / cpu[$1] }' "$work/summary"
