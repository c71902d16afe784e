#!/usr/bin/env bash
# Publishes access-undenied for one platform, compiled ahead of time so that it starts faster. It needs the .NET 10 runtime where it runs.
#   --runtime RID     the platform, such as linux-x64; this machine's by default
#   --output FOLDER   where it goes; artifacts/publish/RID by default
#   --plain           not compiled ahead of time, to compare with
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

runtime= output= ahead=true
while [ $# -gt 0 ]; do
  case "$1" in
    --runtime) runtime=$2; shift 2 ;;
    --output) output=$2; shift 2 ;;
    --plain) ahead=false; shift ;;
    *) sed -n '2,5p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

runtime=${runtime:-$(dotnet --info | sed -n 's/^ *RID: *//p')}
output=${output:-$root/artifacts/publish/$runtime}
dotnet publish "$root/src/AccessUndenied.Cli/AccessUndenied.Cli.csproj" -c Release --artifacts-path "$root/artifacts/publish/work" --output "$output" \
  --runtime "$runtime" --self-contained false -p:PublishReadyToRun=$ahead -nodeReuse:false
