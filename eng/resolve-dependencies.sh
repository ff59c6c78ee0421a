#!/usr/bin/env bash
# Decides once where TorchSharp, ML.NET, ONNX Runtime and SkiaSharp come from: from the package source, or, where that lacks them, from standins/ over
# engines installed here. Prints one line with the answer and remembers it in .dependencies.props.
#   --again                                 asks once more; when the source does not answer, the earlier decision stays
#   GanAugmentDependencies=nuget|standins   decides without asking the package source
#   LIBTORCH=DIR                            a libtorch other than the system's, such as the folder of a Python torch
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
props=$root/.dependencies.props
engines=$root/.dependencies
logs=$engines/logs
onnxruntime=1.23.2
packages='TorchSharp Microsoft.ML Microsoft.ML.ImageAnalytics Microsoft.ML.OnnxTransformer Microsoft.ML.OnnxRuntime.Managed SkiaSharp'
# shellcheck source=eng/progress.sh
source "$root/eng/progress.sh"

fail() { printf 'resolve-dependencies: %s\n' "$@" >&2; exit 1; }
say_standins() {
  local engines="libtorch, ONNX Runtime $onnxruntime and libjpeg-turbo"
  echo "Dependencies: stand-ins (standins/README.md) over $engines, because the package source lacks the packages."
}
say_nuget() { echo "Dependencies: the packages themselves, from the package source."; }

remember() {
  printf '<Project><PropertyGroup><GanAugmentDependencies>%s</GanAugmentDependencies></PropertyGroup></Project>\n' "$1" > "$props.new"
  mv "$props.new" "$props"
}

remembered() { sed -n 's/.*<GanAugmentDependencies>\([a-z]*\)<.*/\1/p' "$props" 2> /dev/null || true; }

# What the installed engines were made from; when it changes they are made again.
fingerprint() {
  cat "$root/eng/resolve-dependencies.sh" "$root"/standins/TorchSharp/native/* 2> /dev/null | cksum
  echo "${LIBTORCH:-system}"
}

engines_are_ready() {
  [ -f "$engines/onnxruntime/lib/libonnxruntime.so.1" ] && [ -f "$engines/native/libTorchSharp.so" ] &&
    [ "$(cat "$engines/complete" 2> /dev/null)" = "$(fingerprint)" ]
}

# Asks for the very packages of Directory.Packages.props, in a project that lies outside this tree and so inherits nothing from it.
ask_package_source() {
  local folder=$1 name version
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
    for name in $packages; do
      version=$(sed -n "s/.*<PackageVersion Include=\"$name\" Version=\"\([^\"]*\)\".*/\1/p" "$root/Directory.Packages.props")
      [ -n "$version" ] || { echo "no version of $name in Directory.Packages.props"; return 1; }
      echo "<PackageReference Include=\"$name\" Version=\"$version\" />"
    done
    echo '</ItemGroup></Project>'
  } > "$folder/Probe.csproj"
  cp "$root/global.json" "$folder"
  [ ! -f "$root/NuGet.config" ] || cp "$root/NuGet.config" "$folder"
  cd "$folder" && dotnet restore Probe.csproj --nologo -v m
}

decide() {
  local log=$logs/restore.log
  probe=$(mktemp -d)
  trap 'rm -rf "$probe"' EXIT
  if step 'Asking the package source' "$log" ask_package_source "$probe"; then
    answer=nuget
  elif grep -q -E 'NU1301|NU1801' "$log"; then
    # Silence is not a no: an unreachable source must not change what is built.
    answer=$(remembered)
    [ -n "$answer" ] || fail "the package source does not answer, so it is unknown whether it has $packages." \
      "asked by: dotnet restore; its words are in $log" \
      "remedy: connect to the network and run this again, or choose with GanAugmentDependencies=nuget or standins."
    echo "The package source does not answer; keeping the earlier decision." >&2
  elif grep -q -E 'NU110[1-3]' "$log"; then
    answer=standins
  else
    fail "the packages could not be restored, and not because they are missing." \
      "from: dotnet restore; its words are in $log" \
      "remedy: repair what it names and run this again."
  fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends "$@"
}

has_package() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null)" = installed ]; }

install_system_parts() {
  local missing=() name wanted='libopenblas0-pthread libturbojpeg0 python3-onnx'
  [ -n "${LIBTORCH:-}" ] || wanted="libtorch-dev $wanted"
  command -v dpkg-query > /dev/null || { install_by_hand; return; }
  for name in $wanted; do has_package "$name" || missing+=("$name"); done
  command -v g++ > /dev/null || missing+=(g++)
  command -v node > /dev/null || missing+=(nodejs)
  command -v npm > /dev/null || missing+=(npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null ||
    fail "these system packages are missing: ${missing[*]}" \
      "needed by: the stand-ins for packages that the package source lacks" \
      "remedy: sudo apt-get install ${missing[*]}"
  step "Installing ${missing[*]}" "$logs/apt.log" apt_install "${missing[@]}" ||
    fail "apt-get could not install ${missing[*]}." \
      "its words are in $logs/apt.log" \
      "remedy: sudo apt-get update && sudo apt-get install ${missing[*]}"
}

# A system without Debian's packages: the tools and libraries must be there already.
install_by_hand() {
  local missing=() tool
  for tool in g++ node npm; do command -v $tool > /dev/null || missing+=("$tool"); done
  ldconfig -p | grep -q 'libturbojpeg\.so\.0' || missing+=("libturbojpeg.so.0")
  [ -n "${LIBTORCH:-}" ] || [ -f /usr/include/ATen/ATen.h ] || missing+=("libtorch (or LIBTORCH=DIR)")
  [ ${#missing[@]} = 0 ] ||
    fail "these are missing: ${missing[*]}" \
      "needed by: the stand-ins for packages that the package source lacks" \
      "remedy: install them with this system's package manager."
}

install_onnxruntime() {
  local folder=$engines/onnxruntime arch module
  case $(uname -m) in
    x86_64) arch=x64 ;;
    aarch64) arch=arm64 ;;
    *) fail "there is no ONNX Runtime for $(uname -m) in the npm package onnxruntime-node." \
      "needed by: standins/Microsoft.ML.OnnxRuntime" \
      "remedy: build on x86_64 or aarch64." ;;
  esac
  module=$folder/node_modules/onnxruntime-node
  if ! grep -q "\"version\": \"$onnxruntime\"" "$module/package.json" 2> /dev/null; then
    mkdir -p "$folder"
    step "Installing onnxruntime-node $onnxruntime" "$logs/npm.log" \
      npm install --ignore-scripts --no-audit --no-fund --no-update-notifier --prefix "$folder" "onnxruntime-node@$onnxruntime" ||
      fail "npm could not install onnxruntime-node $onnxruntime." \
        "its words are in $logs/npm.log" \
        "remedy: check that npm reaches its registry and run this again."
    # Two hundred megabytes for other systems.
    rm -rf "$module"/bin/napi-v*/darwin "$module"/bin/napi-v*/win32
  fi
  mkdir -p "$folder/lib"
  ln -sfn ../node_modules/onnxruntime-node/bin/napi-v6/linux/$arch/libonnxruntime.so.1 "$folder/lib/libonnxruntime.so.1"
  [ -f "$folder/lib/libonnxruntime.so.1" ] ||
    fail "onnxruntime-node $onnxruntime came without its native library." \
      "expected at: $folder/lib/libonnxruntime.so.1" \
      "remedy: delete $folder and run this again."
}

# A machine with a GPU and a Python torch trains on that torch; Debian's knows no CUDA.
find_libtorch() {
  [ -z "${LIBTORCH:-}" ] && command -v nvidia-smi > /dev/null && command -v python3 > /dev/null || return 0
  LIBTORCH=$(python3 -c 'import importlib.util as u; s = u.find_spec("torch"); print(s.submodule_search_locations[0] if s else "")' 2> /dev/null || true)
  export LIBTORCH
}

build_torch_shim() {
  step 'Compiling the libtorch shim' "$logs/torch.log" "$root/standins/TorchSharp/native/build.sh" -o "$engines/native" ||
    fail "the shim over libtorch could not be compiled." \
      "the compiler's words are in $logs/torch.log" \
      "remedy: install libtorch-dev and g++, or name a libtorch with LIBTORCH=DIR."
}

case ${1:-} in
  '') answer=${GanAugmentDependencies:-$(remembered)} ;;
  --again) answer= ;;
  *) fail "'$1' is no argument of this script." "given on: the command line" "remedy: run it without arguments, or with --again." ;;
esac
if [ "$answer" = nuget ]; then
  [ -n "${GanAugmentDependencies:-}" ] || [ -f "$props" ] || remember nuget
  say_nuget
  exit
fi
if [ "$answer" = standins ] && find_libtorch && engines_are_ready; then
  [ -f "$props" ] || remember standins
  say_standins
  exit
fi
command -v dotnet > /dev/null || fail "there is no dotnet command." "looked for on: PATH" "remedy: install the .NET SDK that global.json names."
mkdir -p "$logs"
case $answer in
  standins) ;;
  '') decide ;;
  *) fail "'$answer' is no set of dependencies." "given by: GanAugmentDependencies or .dependencies.props" "remedy: say nuget or standins." ;;
esac
if [ "$answer" = nuget ]; then
  remember nuget
  say_nuget
  exit
fi

find_libtorch
install_system_parts
install_onnxruntime
build_torch_shim
fingerprint > "$engines/complete"
remember standins
say_standins
