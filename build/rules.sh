#!/usr/bin/env bash
# Writes the generated parts of docs/rules anew: cases.md, and the table of ids in README.md. Needs the .NET SDK; no argument.
# Run it after a rule was added to a page of docs/rules, or an id to the source, a case or a test.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
dotnet run --project "$here/rules/RuleIndex.csproj" -- "$here/.."
