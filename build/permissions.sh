#!/usr/bin/env bash
# Writes what follows from the rows of the table of policies (src/AccessUndenied.Aws/Policies/ResourcePolicyProviders/PolicyTable.*.cs) into build/deploy and docs.
# Needs the .NET SDK; no argument.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
ACCESS_UNDENIED_WRITE_PERMISSIONS=1 dotnet test "$here/../test/AccessUndenied.Aws.Tests" -c Release -- NUnit.Where="class =~ /PermissionFilesTests/"
