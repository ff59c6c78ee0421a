#!/usr/bin/env bash
# Makes docs/cli.md: the reference, from the commands themselves, and a transcript of every verb, run for real on a tiny data set. Takes a few minutes.
# Usage: eng/make-cli-reference.sh [--reference-only]     (--reference-only keeps the transcript as it is)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 OMP_WAIT_POLICY=PASSIVE OMP_NUM_THREADS=1
page=$root/docs/cli.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build "$root/src/GanAugment.Cli" -c Release -v q --nologo > "$work/build.log" || { cat "$work/build.log"; exit 1; }
program=$root/src/GanAugment.Cli/bin/Release/net10.0/GanAugment.Cli.dll

# A program of its name, so that lines read as they are typed.
mkdir "$work/bin"
printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$program" > "$work/bin/ganaugment"
chmod +x "$work/bin/ganaugment"
PATH=$work/bin:$PATH

# Runs a command line as a reader would type it, and shows it with everything it says, and its exit code where that is not 0.
show() {
  local code=0
  printf '$ %s\n' "$1"
  eval "$1" > "$work/said" 2>&1 || code=$?
  sed "s#$work/tiny/##g; s#$work/tiny#.#g" "$work/said"
  [ $code = 0 ] || printf '(exit code %s)\n' $code
}

section() { printf '\n### %s\n\n```\n' "$1"; }

transcript() {
  mkdir "$work/tiny"
  cd "$work/tiny"
  cp "$root/examples/ClassifierAugmentation/generators/letters.onnx" .
  local data='letters --long-tail 4 --largest 24' small='--batch 8 --base-channels 2 --device cpu --threads 1'
  section inspect
  show "ganaugment inspect $data"
  show "ganaugment inspect letters.onnx --json | head -n 12"
  printf '```\n'
  section train
  show "ganaugment train $data --outdir runs/tiny --steps 20 $small"
  show "ganaugment train $data --outdir runs/tiny --resume --steps 30 --json"
  show "ganaugment train $data --outdir runs/tiny --steps 40"
  show "timeout --preserve-status -s INT 30 ganaugment train $data --outdir runs/stopped --steps 1000000 $small"
  printf '```\n'
  section export
  show "ganaugment export runs/tiny -o generator.onnx"
  show "ganaugment export runs/tiny -o G_ema.pth --format pytorch"
  printf '```\n'
  section import
  show "ganaugment import G_ema.pth -o imported --bn-eps 1e-5 --sn-eps 1e-12 --dry-run"
  show "ganaugment import G_ema.pth -o imported --bn-eps 1e-5 --sn-eps 1e-12"
  printf '```\n'
  section sample
  show "ganaugment sample letters.onnx -o samples --class A --class B --seeds 0-4"
  show "ganaugment sample letters.onnx -o samples"
  show "ganaugment sample letters.onnx -o more --class Z"
  printf '```\n'
  section grid
  show "ganaugment grid letters.onnx -o sheet.png --kind interpolate-z --class A --class B --seeds 0-3"
  printf '```\n'
  section evaluate
  show "ganaugment evaluate letters.onnx --data '$data' --holdout 'letters --split test --largest 6' --images 60 --audited 60 --steps 50"
  printf '```\n'
  section compare
  show "ganaugment compare --data '$data' --test 'letters --split test --largest 20' --generator letters.onnx --classifier logistic:20 --seeds 0-2"
  printf '```\n'
  section augment
  show "ganaugment augment $data --generator letters.onnx -o balanced --dry-run"
  show "ganaugment augment $data --generator letters.onnx -o balanced --max-share 0.5 --filter near-copy"
  show "ls balanced; ls balanced/J | tail -n 2; tail -n 1 balanced/provenance.jsonl"
  show "ganaugment inspect balanced"
  printf '```\n'
}

{
  cat <<'HEAD'
# The command `ganaugment`

Made by `eng/make-cli-reference.sh`: the reference from the commands themselves, the transcript by running them. A test fails when the reference is not that of
the commands.

Results go to standard output, progress and messages to standard error, so `ganaugment inspect DATA --json | jq .classes` works. On a terminal progress is a bar with
rate and time left; elsewhere a plain line every ten seconds. There are no colours. Nothing is sent anywhere; a data set that is asked for by name is
downloaded once, checked, and kept.

* **Ctrl-C** (or SIGTERM) finishes the step at hand, saves, and says how to go on. A second one ends the program at once; files are whole even then, because each
  gets its name when it is complete.
* **Seeds.** `--seed` fixes everything random. The same command with the same seed writes the same files. `--seeds 0-9,17` takes many where images have one each.
* **Nothing is overwritten** without `--force`; new runs get numbered folders.
* **Completion** for bash, zsh and PowerShell: `ganaugment completion bash|zsh|pwsh` prints a script; `dotnet-suggest` works too.
* **Native libraries.** From the repository everything is there. The tool's package lacks libtorch, which `train`, `import` and `export` need: name the folder
  with its libraries in `GANAUGMENT_LIBTORCH`.

<!-- reference -->
HEAD
  ganaugment reference
  printf '<!-- /reference -->\n'
  if [ "${1:-}" = --reference-only ] && [ -f "$page" ]; then
    sed -n '/^# Transcript/,$p' "$page" | sed '1s/^/\n/'
  else
    printf '\n# Transcript\n\nLetters A to J, 24 A down to 6 J; networks far too small to be of use. `letters.onnx` is the generator in `examples`.\n'
    transcript
  fi
} > "$work/cli.md"
mv "$work/cli.md" "$page"
