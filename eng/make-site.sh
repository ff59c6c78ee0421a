#!/usr/bin/env bash
# Makes the site: the documents of this tree and a reference of the libraries' public types, with navigation and search, in artifacts/site.
# Usage: eng/make-site.sh      (then: dotnet docfx serve artifacts/site)
#
# A warning of docfx, such as a link that leads nowhere, fails it; at the end tests look at what was made.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$root/artifacts/site-work
site=$root/artifacts/site
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# shellcheck source=eng/progress.sh
source "$root/eng/progress.sh"

fail() { echo "make-site: $1"; [ -z "${2:-}" ] || tail -n 40 "$2"; exit 1; } >&2

"$root/eng/resolve-dependencies.sh" >&2
cd "$root"
step 'Restoring docfx' "$work.log" dotnet tool restore || fail 'docfx, which .config/dotnet-tools.json names, does not restore.' "$work.log"
step 'Building' "$work.log" dotnet build src/GanAugment.Cli -c Release -v q --nologo || fail 'the tree does not build.' "$work.log"

# docfx wants everything below one folder. Beside the libraries lies what they reference, to be named but not described.
rm -rf "$work" "$site"
mkdir -p "$work/assemblies"
cp src/GanAugment.Cli/bin/Release/net10.0/*.{dll,xml} "$work/assemblies"
find README.md CHANGELOG.md CONTRIBUTING.md docs bench/README.md bench/results standins/README.md examples/ClassifierAugmentation eng/icon.png \
  \( -name bin -o -name obj \) -prune -o \( -name '*.md' -o -name '*.png' -o -name '*.ipynb' \) -exec cp --parents {} "$work" \;
cp -r eng/site/. "$work"

step 'Reading the libraries' "$work.log" dotnet docfx metadata "$work/docfx.json" --disableGitFeatures || fail 'docfx failed.' "$work.log"
# A default such as "20." is no item of a list.
sed -i 's/description: "\([0-9]*\)\."$/description: "\1\\\\."/' "$work"/api/*.yml
step 'Making the site' "$work-pages.log" dotnet docfx build "$work/docfx.json" --disableGitFeatures || fail 'docfx failed.' "$work-pages.log"
# An overload that inherits documentation and describes its own parameters does nothing wrong.
if warnings=$(grep -hE 'warning( [A-Za-z]+)?:' "$work.log" "$work-pages.log" | grep -v 'Duplicate parameter .* the latter one is ignored'); then
  fail "docfx warns:
$warnings"
fi
# The first page is the README.
cp "$work/site/README.html" "$work/site/index.html"
mv "$work/site" "$site"

step 'Looking at the site' "$work.log" env GANAUGMENT_SITE="$site" \
  dotnet test tests/GanAugment.Architecture.Tests -c Release --nologo --filter FullyQualifiedName~Site || fail 'the site is not as it should be.' "$work.log"
echo "$site/index.html"
