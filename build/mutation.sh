#!/usr/bin/env bash
# Changes the library, mutant by mutant, and looks which changes the tests of an area notice: build/mutation.sh AREA [OPTION OF STRYKER...]
# Areas are the files in build/mutation; the figures, and why some mutants live, are in docs/mutation.md.
# It takes minutes to an hour, on one core; the report is in artifacts/mutation/AREA.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/mutation"
area=${1:-}
if [ ! -f "$area.json" ]; then
  echo "usage: build/mutation.sh AREA; areas: $(ls ./*.json | sed -e 's/\.json$//' -e 's|^\./||' | tr '\n' ' ')" >&2
  exit 2
fi
shift
export MutationArea=$area
# The tests of another area are no tests of this one.
rm -rf bin obj
dotnet tool restore > /dev/null
dotnet tool run dotnet-stryker -- --config-file "$area.json" --output "../../artifacts/mutation/$area" --skip-version-check "$@"
