#!/usr/bin/env bash
# Makes the packages: AccessUndenied.Core, AccessUndenied.Aws, AccessUndenied.Formats, AccessUndenied.Orleans and the tools
# AccessUndenied.Cli and AccessUndenied.Cluster, each with its symbols.
# Two runs on one commit give the same bytes, wherever the clone stands. In each lies a list of what it is made of, sbom/bom.json (CycloneDX).
#   --output FOLDER          where the packages go; artifacts/packages by default
#   --version-suffix SUFFIX  makes 0.1.0-SUFFIX of 0.1.0 (the version stands in Directory.Build.props)
#   --work FOLDER            where it builds, apart from everyday builds; artifacts/pack by default
#   --only NAME              one of Core, Aws, Formats, Orleans, Cli and Cluster
#   --native                 makes the tool's package for this platform, too, as native code (it needs a C toolchain; Debian: clang and zlib1g-dev)
# Where the folder holds native packages of the tool, also those made on other machines and copied there, the package AccessUndenied.Cli names them, so that
# `dotnet tool install` brings the one of its platform, and AccessUndenied.Cli.any elsewhere.
#   --no-analysis            leaves the analyzers out, which the everyday build has run already
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

output=$root/artifacts/packages work=$root/artifacts/pack suffix= analysis=true names="Core Aws Formats Orleans Cli Cluster" native=false
while [ $# -gt 0 ]; do
  case "$1" in
    --output) output=$(mkdir -p "$2" && cd "$2" && pwd); shift 2 ;;
    --work) work=$(mkdir -p "$2" && cd "$2" && pwd); shift 2 ;;
    --version-suffix) suffix=$2; shift 2 ;;
    --only) names=$2; shift 2 ;;
    --no-analysis) analysis=false; shift ;;
    --native) native=true; shift ;;
    *) sed -n '2,12p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

# An entry's time is the commit's; paths in symbols begin with /_/ on every machine.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2> /dev/null || echo 946684800)}

# Without the repository's own folder the compiler does not know what to call the root; it is told here.
if [ -e "$root/.git" ]; then
  paths=(-p:ContinuousIntegrationBuild=true "-p:PathMap=$work=/_/artifacts/pack")
else
  paths=(-p:ContinuousIntegrationBuild=false "-p:PathMap=$work=/_/artifacts/pack%2C$root=/_")
fi

# The list names packages with versions, licenses and hashes. Its own time is the commit's, too.
bill_of_materials() {
  local project=$root/src/AccessUndenied.$1/AccessUndenied.$1.csproj kind=Library
  [[ $1 = Cl* ]] && kind=Application
  dotnet restore "$project" --artifacts-path "$work" -p:VersionSuffix="$suffix"
  (cd "$root" && dotnet tool run dotnet-CycloneDX "$project" --output "$work/sbom/$1" --filename bom.json --output-format Json --no-serial-number \
    --disable-package-restore --exclude-dev --base-intermediate-output-path "$work/obj" --set-name "AccessUndenied.$1" --set-version "$version" --set-type $kind)
  sed -i -E "s/(\"timestamp\": \")[^\"]*/\1$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)/" "$work/sbom/$1/bom.json"
}

version=$(sed -n -E 's|.*<VersionPrefix>(.*)</VersionPrefix>.*|\1|p' "$root/Directory.Build.props")${suffix:+-$suffix}
(cd "$root" && dotnet tool restore)
mkdir -p "$output"
pack() {
  dotnet pack "$root/src/AccessUndenied.$1/AccessUndenied.$1.csproj" -c Release --artifacts-path "$work" --output "$output" \
    -p:VersionSuffix="$suffix" "${paths[@]}" -p:UseSharedCompilation=true -p:RunAnalyzers=$analysis -p:BillOfMaterials="$work/sbom/$1/bom.json" -nodeReuse:false "${@:2}"
}

# The platforms of the tool's packages in the folder, apart from that for all.
tool_runtimes() {
  find "$output" -name "AccessUndenied.Cli.*-*.$version.nupkg" -printf '%f\n' | sed -E "s/^AccessUndenied\.Cli\.(.*)\.$version\.nupkg$/\1/" | LC_ALL=C sort
}

# A project's lock file speaks of no platform: packages by platform are restored beside it, in folders of their own, whatever lists build/publish.sh left.
pack_tool() {
  local unlocked=(-p:RestorePackagesWithLockFile=false "-p:NuGetLockFilePath=$work/none.lock.json")
  if $native; then
    runtime=$(dotnet --info | sed -n 's/^ *RID: *//p')
    ToolRuntimes="$runtime;any" pack Cli --runtime "$runtime" -p:PublishAot=true -p:CopyOutputSymbolsToPublishDirectory=false "${unlocked[@]}"
  fi

  runtimes=$(tool_runtimes | tr '\n' ';')
  if [ -n "$runtimes" ]; then
    ToolRuntimes="${runtimes}any" pack Cli --runtime any "${unlocked[@]}"
    ToolRuntimes="${runtimes}any" pack Cli -p:CreateRidSpecificToolPackages=false -p:IncludeSymbols=false
  else
    pack Cli
  fi
}

for name in $names; do
  bill_of_materials "$name"
  if [ "$name" = Cli ]; then pack_tool; else pack "$name"; fi
done
