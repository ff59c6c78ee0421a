#!/usr/bin/env bash
# Compiles the shim between TorchSharp's managed surface and libtorch.
#   build.sh [--torch DIR] -o DIR
# --torch  folder with include/ and lib/, such as site-packages/torch of a Python installation; default: $LIBTORCH, else the system's libtorch-dev
# -o       where libTorchSharp.so goes
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
torch=${LIBTORCH:-}
out=
while [ $# -gt 0 ]; do
  case $1 in
    --torch) torch=$2; shift 2 ;;
    -o) out=$2; shift 2 ;;
    *) echo "build.sh: unknown argument '$1'; usage: build.sh [--torch DIR] -o DIR" >&2; exit 2 ;;
  esac
done
[ -n "$out" ] || { echo "build.sh: say where the library goes with -o DIR" >&2; exit 2; }
command -v g++ > /dev/null || { echo "build.sh: g++ is missing; install the package g++" >&2; exit 1; }

includes=() libraries=() abi=1 headers=/usr/include
if [ -n "$torch" ]; then
  torch=$(cd "$torch" && pwd)
  lib=$torch/lib headers=$torch/include
  [ -f "$headers/ATen/ATen.h" ] || { echo "build.sh: $torch has no include/ATen/ATen.h" >&2; exit 1; }
  includes=(-isystem "$headers" -isystem "$headers/torch/csrc/api/include")
  libraries=(-L"$lib" -Wl,-rpath,"$lib")
  # The C++ standard library's string layout must be the library's own: read it off a symbol that has a string in its name.
  if [ "$(nm -DC --defined-only "$lib/libc10.so" | grep -c 'std::__cxx11::basic_string')" = 0 ]; then abi=0; fi
else
  lib=$(ldconfig -p 2> /dev/null | sed -n 's/.*libtorch_cpu\.so.* => \(.*\)\/libtorch_cpu\.so.*/\1/p' | head -n 1)
  [ -f "$headers/ATen/ATen.h" ] || { echo "build.sh: no libtorch headers; install libtorch-dev or pass --torch DIR" >&2; exit 1; }
  [ -d /usr/include/torch/csrc/api/include ] && includes=(-isystem /usr/include/torch/csrc/api/include)
fi
links=(-Wl,--no-as-needed -ltorch_cpu -lc10)
if [ -n "$lib" ] && [ -f "$lib/libtorch_cuda.so" ]; then links+=(-ltorch_cuda -lc10_cuda); fi

# The headers refuse an older standard than their own.
standard=c++17
if grep -q 202002L "$headers/ATen/ATen.h"; then standard=c++20; fi
flags=(-std=$standard -O1 -fPIC -fvisibility=hidden -w -D_GLIBCXX_USE_CXX11_ABI=$abi)
# Everything that the result depends on; while it is the same there is nothing to do.
stamp=$(
  g++ -dumpfullversion
  echo "${flags[*]} ${includes[*]:-} ${libraries[*]:-} ${links[*]}"
  cat "$here"/*.cpp "$here"/*.h | sha256sum
  stat -Lc '%s %Y' "$lib/libtorch_cpu.so" 2> /dev/null || true
)
mkdir -p "$out"
target=$out/libTorchSharp.so
if [ -f "$target" ] && [ -f "$out/libTorchSharp.stamp" ] && [ "$(cat "$out/libTorchSharp.stamp")" = "$stamp" ]; then exit 0; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jobs=() objects=()
for source in "$here"/*.cpp; do
  object=$work/$(basename "$source" .cpp).o
  objects+=("$object")
  g++ "${flags[@]}" "${includes[@]}" -c "$source" -o "$object" &
  jobs+=($!)
done
for job in "${jobs[@]}"; do wait "$job"; done
g++ -shared -o "$work/libTorchSharp.so" "${objects[@]}" "${libraries[@]}" "${links[@]}" -Wl,-rpath,'$ORIGIN'
mv "$work/libTorchSharp.so" "$target"
echo "$stamp" > "$out/libTorchSharp.stamp"
