#!/usr/bin/env bash
# A cluster on loopback, of the programs in src/*/bin/Release: a store (redis-server) and workers, in the background until it is stopped.
#   build/cluster.sh start [WORKERS]       starts the store and three workers (or as many), and returns when they have joined
#   build/cluster.sh worker                starts one more
#   build/cluster.sh kill                  kills one worker (kill -9), the one that was started first
#   build/cluster.sh stop                  ends the workers, which drain, and the store; deletes what it kept
#   build/cluster.sh sample FOLDER [FILES] writes a trail of 200 files (or as many) of the sample's events
#   build/cluster.sh submit|status|result … runs access-undenied-cluster for it
# The store listens at 127.0.0.1:${PORT:-6390}; its files, the logs and the process ids are in artifacts/cluster-PORT.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
port=${PORT:-6390} state=$root/artifacts/cluster-${PORT:-6390} program=$root/src/AccessUndenied.Cluster/bin/Release/net10.0/access-undenied-cluster.dll
export ACCESS_UNDENIED_CLUSTER=redis://127.0.0.1:$port DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

start_worker() {
  number=$(( $(find "$state" -name 'worker-*.log' | wc -l) + 1 ))
  : > "$state/worker-$number.log"
  nohup dotnet "$program" worker --lease-seconds "${LEASE_SECONDS:-10}" ${CONCURRENCY:+--concurrency "$CONCURRENCY"} > "$state/worker-$number.log" 2>&1 < /dev/null &
  echo $! >> "$state/workers"
  echo "worker $number: process $!"
}

# Waits for the workers' own words, or for the end of one.
joined() {
  for log in "$state"/worker-*.log; do
    until grep -q "joined the cluster" "$log"; do
      sleep 0.2
      kill -0 $(cat "$state/workers") 2> /dev/null || { cat "$state"/worker-*.log >&2; exit 1; }
    done
  done
}

case "${1:-}" in
  start)
    command -v redis-server > /dev/null || { echo "redis-server is not installed: apt-get install redis-server" >&2; exit 1; }
    [ ! -d "$state" ] || { echo "$state is there: build/cluster.sh stop" >&2; exit 1; }
    [ -f "$program" ] || dotnet build "$root/src/AccessUndenied.Cluster" -c Release -v q
    (umask 077 && mkdir -p "$state")
    : > "$state/workers"
    nohup redis-server --port "$port" --bind 127.0.0.1 --dir "$state" --appendonly yes --save "" > "$state/store.log" 2>&1 < /dev/null &
    echo $! > "$state/store"
    until grep -q "Ready to accept connections" "$state/store.log"; do
      sleep 0.2
      kill -0 "$(cat "$state/store")" 2> /dev/null || { cat "$state/store.log" >&2; rm -r "$state"; exit 1; }
    done
    echo "store: $ACCESS_UNDENIED_CLUSTER, process $(cat "$state/store")"
    for _ in $(seq "${2:-3}"); do start_worker; done
    joined
    ;;
  worker) start_worker; joined ;;
  kill)
    id=$(head -n 1 "$state/workers")
    sed -i 1d "$state/workers"
    kill -9 "$id"
    echo "killed process $id"
    ;;
  stop)
    for id in $(cat "$state/workers"); do kill "$id" 2> /dev/null || true; done
    for id in $(cat "$state/workers"); do while kill -0 "$id" 2> /dev/null; do sleep 0.2; done; done
    kill "$(cat "$state/store")" 2> /dev/null || true
    rm -r "$state"
    ;;
  sample)
    folder=${2:?give a folder}
    accounts=(123456789012 222222222222 333333333333) regions=(us-east-1 eu-west-1)
    for i in $(seq "${3:-200}"); do
      account=${accounts[i % 3]} region=${regions[i % 2]} day=$(printf '%02d' $((i % 5 + 1)))
      part=$folder/AWSLogs/$account/CloudTrail/$region/2026/01/$day
      mkdir -p "$part"
      sed -E "s/(\"eventID\": *\")/\1$i-/" "$root/src/AccessUndenied.Samples/data/events.json" | gzip -n > "$part/${account}_CloudTrail_${region}_202601${day}T0000Z_$i.json.gz"
    done
    ;;
  submit | status | result) exec dotnet "$program" "$@" ;;
  *) sed -n '2,9p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
