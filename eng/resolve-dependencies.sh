#!/usr/bin/env bash
# Decides once, package by package, where TorchSharp, ML.NET, ONNX Runtime and SkiaSharp come from: from the package source, or, where that lacks them or
# this system cannot load them, from standins/ over engines installed here. Prints one line with the answer and remembers it in .dependencies.props.
#   --again                                 asks once more; when the source does not answer, the earlier decision stays
#   GanAugmentDependencies=nuget|standins   decides without asking; also names of replaced packages joined by '+', as in Directory.Build.targets
#   LIBTORCH=DIR                            a libtorch other than the system's, such as the folder of a Python torch
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
props=$root/.dependencies.props
engines=$root/.dependencies
logs=$engines/logs
onnxruntime=1.23.2
groups='TorchSharp Microsoft.ML Microsoft.ML.OnnxRuntime SkiaSharp'
# shellcheck source=eng/progress.sh
source "$root/eng/progress.sh"

fail() { printf 'resolve-dependencies: %s\n' "$@" >&2; exit 1; }

# The packages that every build needs of a group; TorchSharp's engine is large and asked for only when its own library loads.
packages_of() {
  case $1 in
    TorchSharp) echo TorchSharp ;;
    Microsoft.ML) echo Microsoft.ML Microsoft.ML.ImageAnalytics Microsoft.ML.OnnxTransformer ;;
    Microsoft.ML.OnnxRuntime) echo Microsoft.ML.OnnxRuntime.Managed Microsoft.ML.OnnxRuntime ;;
    SkiaSharp) echo SkiaSharp SkiaSharp.NativeAssets.Linux.NoDependencies ;;
  esac
}

# replaced GROUP  is true when the answer has a stand-in for it.
replaced() { case +$answer+ in +standins+ | *+"$1"+*) true ;; *) false ;; esac }

# list WORD...  a, b and c
list() {
  local all=$1
  shift
  while [ $# -gt 1 ]; do
    all+=", $1"
    shift
  done
  echo "$all${1:+ and $1}"
}

say() {
  local names because=${reason:+, because $reason}
  read -r -a names <<< "${answer//+/ }"
  case $answer in
    nuget) echo "Dependencies: the packages themselves, from the package source." ;;
    standins) echo "Dependencies: stand-ins (standins/README.md) over libtorch, ONNX Runtime $onnxruntime and libjpeg-turbo$because." ;;
    *) echo "Dependencies: $(list "${names[@]}") by stand-in (standins/README.md)$because; the others are the packages themselves." ;;
  esac
}

remember() {
  {
    echo "<Project><PropertyGroup><GanAugmentDependencies>$answer</GanAugmentDependencies></PropertyGroup></Project>"
    [ -z "$reason" ] || echo "<!-- because ${reason//--/- -} -->"
  } > "$props.new"
  mv "$props.new" "$props"
}

remembered() { sed -n 's/.*<GanAugmentDependencies>\([^<]*\)<.*/\1/p' "$props" 2> /dev/null || true; }
remembered_reason() { sed -n 's/^<!-- because \(.*\) -->$/\1/p' "$props" 2> /dev/null || true; }

# What the installed engines were made from and for; when it changes they are made again.
fingerprint() {
  cat "$root/eng/resolve-dependencies.sh" "$root"/standins/TorchSharp/native/* 2> /dev/null | cksum
  echo "$answer ${LIBTORCH:-system}"
}

engines_are_ready() {
  { ! replaced Microsoft.ML.OnnxRuntime || [ -f "$engines/onnxruntime/lib/libonnxruntime.so.1" ]; } &&
    { ! replaced TorchSharp || [ -f "$engines/native/libTorchSharp.so" ]; } &&
    [ "$(cat "$engines/complete" 2> /dev/null)" = "$(fingerprint)" ]
}

# ask_package_source PACKAGE...  asks for the versions of Directory.Packages.props, in a project outside this tree that inherits nothing from it.
ask_package_source() {
  local name version
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
    for name in "$@"; do
      version=$(sed -n "s/.*<PackageVersion Include=\"$name\" Version=\"\([^\"]*\)\".*/\1/p" "$root/Directory.Packages.props")
      [ -n "$version" ] || { echo "no version of $name in Directory.Packages.props"; return 1; }
      echo "<PackageReference Include=\"$name\" Version=\"$version\" />"
    done
    echo '</ItemGroup></Project>'
  } > "$probe/Probe.csproj"
  cp "$root/global.json" "$probe"
  [ ! -f "$root/NuGet.config" ] || cp "$root/NuGet.config" "$probe"
  cd "$probe" && dotnet restore Probe.csproj --nologo -v m
}

# source_has PACKAGE...  is true when the source has them all, and false when it says that it has not or, with $silent, does not answer.
source_has() {
  local log=$logs/restore-$1.log
  step "Asking the package source for $1" "$log" ask_package_source "$@" && return
  if grep -q -E 'NU1301|NU1801' "$log"; then
    silent=$log
  elif ! grep -q -E 'NU110[1-3]' "$log"; then
    fail "$1 could not be restored, and not because it is missing." \
      "from: dotnet restore; its words are in $log" \
      "remedy: repair what it names and run this again."
  fi
  false
}

# Why the TorchSharp restored last cannot be loaded on this system; nothing when it can, as far as one can see without the engine, or with it when restored.
why_torch_does_not_load() {
  local folder natives library folders words
  [ "$(uname -s)" = Linux ] && command -v ldd > /dev/null || return 0
  case $(uname -m) in
    x86_64) folder=linux-x64 ;;
    aarch64) folder=linux-arm64 ;;
    *) folder=linux-$(uname -m) ;;
  esac
  natives=$(cd "$probe" && dotnet msbuild Probe.csproj -nologo -t:ResolvePackageAssets -getItem:RuntimeTargetsCopyLocalItems) ||
    fail "MSBuild does not say where TorchSharp's native library lies." "asked: ResolvePackageAssets in a project with TorchSharp; it said: $natives" \
      "remedy: run this again, or choose with GanAugmentDependencies=nuget or standins."
  natives=$(sed -n "s|.*\"Identity\": \"\(.*/runtimes/$folder/native/.*\)\".*|\1|p" <<< "$natives")
  library=$(grep '/libLibTorchSharp\.so$' <<< "$natives") || { echo "TorchSharp has no native library for $folder"; return; }
  folders=$(sed 's|/[^/]*$||' <<< "$natives" | sort -u | tr '\n' ':')
  words=$(LC_ALL=C LD_LIBRARY_PATH=$folders ldd "$library" 2>&1 || true)
  # Where the engine is not restored its libraries are not found, or another version's are; neither says anything.
  grep -q '/libtorch_cpu\.so$' <<< "$natives" || words=$(grep -F "(required by $library)" <<< "$words" || true)
  {
    # The newest version that is missing implies the older ones.
    sed -n "s|.*/\([^/]*\): version \`\(.*\)' not found (required by .*|\2, newer than this system's \1|p" <<< "$words" | sort -rV
    sed -n "s|^[[:space:]]*\([^ ]*\) => not found.*|\1, which this system lacks|p" <<< "$words"
  } | sed -n "1s|^|TorchSharp's native library needs |p"
}

keep_earlier_decision() {
  answer=$(remembered) reason=$(remembered_reason)
  [ -n "$answer" ] || fail "the package source does not answer, so it is unknown whether it has $(list $groups)." \
    "asked by: dotnet restore; its words are in $silent" \
    "remedy: connect to the network and run this again, or choose with GanAugmentDependencies=nuget or standins."
  echo "The package source does not answer; keeping the earlier decision." >&2
}

decide() {
  local group lacking='' taken='' silent=''
  probe=$(mktemp -d)
  trap 'rm -rf "$probe"' EXIT
  answer='' reason=''
  for group in $groups; do
    # shellcheck disable=SC2046
    if ! source_has $(packages_of "$group"); then
      lacking+=" $group"
    elif [ "$group" = TorchSharp ]; then
      reason=$(why_torch_does_not_load)
      if [ -n "$reason" ]; then
        answer=TorchSharp
      elif source_has TorchSharp TorchSharp-cpu; then
        reason=$(why_torch_does_not_load)
        [ -z "$reason" ] || answer=TorchSharp
      else
        lacking+=" $group"
      fi
    fi
    [ -z "$silent" ] || { keep_earlier_decision; return; }
  done
  if [ "$lacking" = " $groups" ]; then
    answer=standins reason='the package source lacks the packages'
    return
  fi
  for group in $lacking; do answer+=${answer:++}$group; done
  # shellcheck disable=SC2086
  [ -z "$lacking" ] || reason+="${reason:+ and }the package source lacks $(list $lacking)"
  # A package takes its own dependencies along, so it cannot stay where one of them is replaced.
  if replaced SkiaSharp && ! replaced TorchSharp; then taken+=' TorchSharp'; fi
  if { replaced SkiaSharp || replaced Microsoft.ML.OnnxRuntime; } && ! replaced Microsoft.ML; then taken+=' Microsoft.ML'; fi
  for group in $taken; do answer+=+$group; done
  # shellcheck disable=SC2086
  [ -z "$taken" ] || reason+=", which $(list $taken) cannot do without"
  answer=${answer:-nuget}
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
  local missing=() name wanted=python3-onnx
  command -v dpkg-query > /dev/null || { install_by_hand; return; }
  if replaced TorchSharp; then
    wanted+=' libopenblas0-pthread'
    [ -n "${LIBTORCH:-}" ] || wanted+=' libtorch-dev'
    command -v g++ > /dev/null || missing+=(g++)
  fi
  if replaced Microsoft.ML.OnnxRuntime; then
    command -v node > /dev/null || missing+=(nodejs)
    command -v npm > /dev/null || missing+=(npm)
  fi
  ! replaced SkiaSharp || wanted+=' libturbojpeg0'
  for name in $wanted; do has_package "$name" || missing+=("$name"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null ||
    fail "these system packages are missing: ${missing[*]}" \
      "needed by: the stand-ins (standins/README.md) and the tests" \
      "remedy: sudo apt-get install ${missing[*]}"
  step "Installing ${missing[*]}" "$logs/apt.log" apt_install "${missing[@]}" ||
    fail "apt-get could not install ${missing[*]}." \
      "its words are in $logs/apt.log" \
      "remedy: sudo apt-get update && sudo apt-get install ${missing[*]}"
}

# A system without Debian's packages: the tools and libraries must be there already.
install_by_hand() {
  local missing=() tool tools=''
  ! replaced TorchSharp || tools+=' g++'
  ! replaced Microsoft.ML.OnnxRuntime || tools+=' node npm'
  for tool in $tools; do command -v "$tool" > /dev/null || missing+=("$tool"); done
  ! replaced SkiaSharp || ldconfig -p | grep -q 'libturbojpeg\.so\.0' || missing+=("libturbojpeg.so.0")
  ! replaced TorchSharp || [ -n "${LIBTORCH:-}" ] || [ -f /usr/include/ATen/ATen.h ] || missing+=("libtorch (or LIBTORCH=DIR)")
  [ ${#missing[@]} = 0 ] ||
    fail "these are missing: ${missing[*]}" \
      "needed by: the stand-ins (standins/README.md)" \
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
reason=
[ -n "${GanAugmentDependencies:-}" ] || reason=$(remembered_reason)
for name in ${answer//+/ }; do
  case " nuget standins $groups " in *" $name "*) continue ;; esac
  fail "'$answer' is no set of dependencies." "given by: GanAugmentDependencies or .dependencies.props" \
    "remedy: say nuget, standins, or names out of $(list $groups) joined by '+'."
done
if [ -n "$answer" ] && { [ "$answer" = nuget ] || { find_libtorch && engines_are_ready; }; }; then
  [ "${GanAugmentDependencies:-}" = nuget ] || [ -f "$props" ] || remember
  say
  exit
fi
command -v dotnet > /dev/null || fail "there is no dotnet command." "looked for on: PATH" "remedy: install the .NET SDK that global.json names."
mkdir -p "$logs"
[ -n "$answer" ] || decide
if [ "$answer" != nuget ]; then
  find_libtorch
  install_system_parts
  ! replaced Microsoft.ML.OnnxRuntime || install_onnxruntime
  ! replaced TorchSharp || build_torch_shim
  fingerprint > "$engines/complete"
fi
# What was said for one run does not change what was found out.
[ -n "${GanAugmentDependencies:-}" ] && [ -f "$props" ] || remember
say
