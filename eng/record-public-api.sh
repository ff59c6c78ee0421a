#!/usr/bin/env bash
# Records the public surface of the packages in src/*/PublicApi.txt; git diff then shows what changed. Usage: eng/record-public-api.sh
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
GANAUGMENT_RECORD=1 dotnet test "$root/tests/GanAugment.Architecture.Tests" -c Release --nologo -v q --filter FullyQualifiedName~PublicApiTests
git -C "$root" diff --stat -- 'src/*/PublicApi.txt'
