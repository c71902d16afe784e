#!/usr/bin/env bash
# Publishes access-undenied for one platform as native code: it needs no .NET where it runs. SQLite (for --checkpoint) is a library beside it.
# It needs a C toolchain for that platform here (Debian: clang and zlib1g-dev), and cannot be made for another operating system.
#   --runtime RID     the platform, such as linux-x64; this machine's by default
#   --output FOLDER   where it goes; artifacts/publish/RID by default
#   --ready-to-run    compiled ahead of time in part, for a machine that has the .NET 10 runtime; needs no toolchain
#   --plain           not compiled ahead of time, to compare with
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

runtime= output= how=(-p:PublishAot=true)
while [ $# -gt 0 ]; do
  case "$1" in
    --runtime) runtime=$2; shift 2 ;;
    --output) output=$2; shift 2 ;;
    --ready-to-run) how=(--self-contained false -p:PublishReadyToRun=true); shift ;;
    --plain) how=(--self-contained false); shift ;;
    *) sed -n '2,7p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

runtime=${runtime:-$(dotnet --info | sed -n 's/^ *RID: *//p')}
output=${output:-$root/artifacts/publish/$runtime}
dotnet publish "$root/src/AccessUndenied.Cli/AccessUndenied.Cli.csproj" -c Release --artifacts-path "$root/artifacts/publish/work" --output "$output" \
  --runtime "$runtime" "${how[@]}" -nodeReuse:false
