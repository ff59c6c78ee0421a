#!/usr/bin/env bash
# Packs the three libraries and the tool from this tree and tests the packed files: their content, a fresh program that restores them, the installed tool.
# Usage: eng/pack.sh [--what-is-real] [FOLDER]      (FOLDER is artifacts/packages when not given; earlier packages in it go)
#
# Packing needs the real packages, but none of their native libraries: it works where TorchSharp restores and cannot be loaded. Where a package does not even
# restore, --what-is-real packs and tests the projects that do without it, and says which it left out.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
arguments=(-p:GanAugmentDependencies=nuget)
if [ "${1:-}" = --what-is-real ]; then
  shift
  arguments=(-p:PackWhatIsReal=true)
fi
packages=$(realpath -m "${1:-$root/artifacts/packages}")
mkdir -p "$packages"
rm -f "$packages"/GanAugment*.nupkg "$packages"/GanAugment*.snupkg

for name in GanAugment GanAugment.Training GanAugment.Transforms GanAugment.Cli; do
  # Built apart, so that the tree's own build keeps the dependencies that it was made with.
  if output=$(dotnet pack "$root/src/$name" -c Release -v q --artifacts-path "$root/artifacts/packing" -o "$packages" \
      -p:ContinuousIntegrationBuild=true "${arguments[@]}" 2>&1); then
    echo "Packed $name." >&2
  elif [ "${arguments[0]}" = -p:PackWhatIsReal=true ] && grep -q 'Packages are made only from the real dependencies' <<< "$output"; then
    echo "Left out $name: a package that it builds on is replaced on this machine." >&2
  else
    echo "$output"
    exit 1
  fi
done

git -C "$root" remote get-url origin > /dev/null 2>&1 ||
  echo "This clone has no remote 'origin', so the packages have no address of a repository and their symbols no Source Link (CONTRIBUTING.md)." >&2
GANAUGMENT_PACKAGES=$packages dotnet test "$root/tests/GanAugment.Architecture.Tests" -c Release --nologo --filter FullyQualifiedName~Packages
ls -l "$packages" | awk 'NR > 1 { print $5, $9 }'
