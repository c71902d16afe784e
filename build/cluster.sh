#!/usr/bin/env bash
# Starts a cluster on loopback, of the programs in src/*/bin/Release, and ends it with itself: a store (redis-server) and workers.
#   build/cluster.sh [WORKERS]        three workers by default; the process ids of all are printed
# The store listens at 127.0.0.1:${PORT:-6390}, and keeps its state in a folder that is deleted at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
port=${PORT:-6390} workers=${1:-3} program=src/AccessUndenied.Cluster/bin/Release/net10.0/access-undenied-cluster.dll
command -v redis-server > /dev/null || { echo "redis-server is not installed: apt-get install redis-server" >&2; exit 1; }
[ -f "$program" ] || dotnet build src/AccessUndenied.Cluster -c Release -v q

state=$(mktemp -d) ids=()
end() { for id in "${ids[@]}"; do kill "$id" 2> /dev/null || true; done; wait; rm -rf "$state"; }
trap end EXIT
trap 'exit 0' INT TERM
redis-server --port "$port" --bind 127.0.0.1 --dir "$state" --appendonly yes --save "" > "$state/log" &
ids+=($!)
echo "store: redis://127.0.0.1:$port, process $!"
until grep -q "Ready to accept connections" "$state/log"; do sleep 0.2; done
for _ in $(seq "$workers"); do
  dotnet "$program" worker --cluster "redis://127.0.0.1:$port" --lease-seconds 10 &
  ids+=($!)
  echo "worker: process $!"
done
# A worker that is killed ends nothing else.
while kill -0 "${ids[0]}" 2> /dev/null; do sleep 1; done
