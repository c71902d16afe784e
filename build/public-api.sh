#!/usr/bin/env bash
# Writes PublicAPI.Unshipped.txt of the libraries anew from what is public now. Run it after a deliberate change, then read the difference.
#   --release   moves what is unshipped to PublicAPI.Shipped.txt
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
log=$(mktemp)
trap 'rm -f "$log" "$log.txt" "$log.before"' EXIT

# The symbols in the analyzer's reports of one rule, as the files write them; $1 is what the report says of them.
names_of() { sed -n "s/^ *\"text\": \"Symbol '\(.*\)' is $1.*\",\{0,1\}\$/\1/p" "$log" | sed 's/\\\(["\\]\)/\1/g' | sort -u; }

build_references=true
for name in Core Aws Formats Orleans; do
  project=src/AccessUndenied.$name shipped=src/AccessUndenied.$name/PublicAPI.Shipped.txt unshipped=src/AccessUndenied.$name/PublicAPI.Unshipped.txt
  if [ "${1:-}" = --release ]; then
    removed=$(sed -n 's/^\*REMOVED\*//p' "$unshipped")
    merged=$({ cat "$shipped"; grep -v '^\*REMOVED\*' "$unshipped"; } | grep -v '^#nullable enable$' | grep -vxF -e "$removed" | sort -u || true)
    printf '#nullable enable\n%s\n' "$merged" > "$shipped"
    echo '#nullable enable' > "$unshipped"
    continue
  fi

  # Without its lines the analyzer reports everything that is public and not shipped (RS0016), and what was shipped and is gone (RS0017).
  cp "$unshipped" "$log.before"
  echo '#nullable enable' > "$unshipped"
  dotnet build "$project" -c Release -f net10.0 -nodeReuse:false --no-incremental -p:BuildProjectReferences=$build_references \
    -p:ErrorLog="$log%2Cversion=2.1" -p:TreatWarningsAsErrors=false -p:EnforceCodeStyleInBuild=false > "$log.txt" || { cp "$log.before" "$unshipped"; cat "$log.txt"; exit 1; }
  build_references=false
  { echo '#nullable enable'; { names_of 'not part of the declared public API'; names_of 'part of the declared API, but' | sed 's/^/*REMOVED*/'; } | sort -u; } > "$unshipped"
  echo "$unshipped: $(grep -cv '^#' "$unshipped" || true) lines"
done
