#!/usr/bin/env bash
# Everything that docs/evidence.md reports, in a folder of its own: trains the generators, then compares. About three hours of two cores; what is finished is
# not done again. Usage: bench/evidence/run.sh FOLDER     (needs GANAUGMENT_DATA with fashion-mnist, bccd and cifar10-subset)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
mkdir -p "$1"
cd "$1"
dotnet build "$root/src/GanAugment.Cli" -c Release -v q --nologo
dotnet build "$root/eng/Notebook" -c Release -v q --nologo
ganaugment() { dotnet "$root/src/GanAugment.Cli/bin/Release/net10.0/GanAugment.Cli.dll" "$@"; }

# generator NAME DATA ARGUMENTS…: trains on one thread and exports the best snapshot as NAME.onnx.
generator() {
  [ -f "$1.onnx" ] && return
  ganaugment train "${@:2}" --threads 1 --outdir "runs/$1"
  ganaugment export "runs/$1" -o "$1.onnx" --force
}

# compare NAME ARGUMENTS…: five seeds; goes on where it was stopped.
compare() { [ -f "comparisons/$1/report.json" ] || ganaugment compare "${@:2}" -o "comparisons/$1" > "$1.txt"; }

echo '{ "snapshotEvery": 500, "averageDecay": 0.999 }' > long.json
echo '{ "augmentation": "color, translation, cutout", "leCam": { "start": 100 } }' > aids.json
echo '{ "conditioningRamp": { "start": 100, "end": 250 } }' > ramp.json

# Letters with an outside pool: the generator has one half, the classifier draws from a quarter, settings are chosen on the last quarter.
generator letters-pool letters --part 1/2 --steps 800
letters=(--data 'letters --part 2/4' --largest 400 --long-tail 100 --generator letters-pool.onnx --test letters)
few=(--validation 'letters --split train --part 4/4 --largest 40') many=(--validation 'letters --split train --part 4/4')
compare letters-pool "${letters[@]}" "${few[@]}" --test shifted:2 --test noisy:25 --arms none,oversampling,weights,classic,smote,gan,best+gan,best+gan-filtered
compare letters-pool-shared "${letters[@]}" "${few[@]}" --test shifted:2 --test noisy:25 --drop-shared --pool 'letters --part 1/2' \
  --arms none,oversampling,weights,classic,pseudo-labels,pretrained,pool,best+gan
compare letters-pool-gate "${letters[@]}" "${many[@]}" --drop-shared --truncation none --arms none,oversampling,weights,classic,best+gan
compare letters-cnn "${letters[@]}" "${few[@]}" --classifier cnn:400 --truncation none --arms none,oversampling,weights,classic,best+gan
[ -f perceptron/report.json ] || dotnet "$root/eng/Notebook/bin/Release/net10.0/Notebook.dll" "$root/bench/evidence/perceptron.cs" -o "$PWD/perceptron.ipynb"

# The same draws as a closed set: every seed trains a generator on its own 776 images.
echo '{ "steps": 300, "threads": 1 }' > fresh.json
compare letters-fresh --data 'letters --part 2/4' --largest 400 --long-tail 100 --generator fresh.json --test letters "${few[@]}" --truncation none \
  --arms none,oversampling,weights,best+gan

# Fashion-MNIST with an outside pool, likewise.
generator fashion-pool fashion-mnist --part 1/2 --steps 2500 --options long.json
fashion=(--data 'fashion-mnist --part 2/4' --largest 1000 --long-tail 100 --generator fashion-pool.onnx)
compare fashion-pool "${fashion[@]}" --validation 'fashion-mnist --part 4/4 --largest 40' --arms none,oversampling,weights,classic,smote,gan,best+gan
compare fashion-pool-shared "${fashion[@]}" --validation 'fashion-mnist --part 4/4 --largest 40' --pool 'fashion-mnist --part 1/2' \
  --arms none,oversampling,weights,smote,pseudo-labels,pretrained,pool,best+gan
compare fashion-pool-gate "${fashion[@]}" --validation 'fashion-mnist --part 4/4' --truncation none --arms none,oversampling,weights,smote,best+gan

# Fashion-MNIST, ratio 10, closed set.
generator r10-fashion fashion-mnist --part 1/2 --largest 1000 --long-tail 10 --steps 800
compare r10-fashion --data 'fashion-mnist --part 1/2 --largest 1000 --long-tail 10' --validation 'fashion-mnist --part 4/4 --largest 40' \
  --test 'fashion-mnist --part 2/4' --generator r10-fashion.onnx --arms none,oversampling,weights,classic,smote,gan,best+gan

# Five classes of clothes, long tail, closed set: a generator from scratch, and one that was fine-tuned from the five other classes.
five='T-shirt/top,Trouser,Pullover,Dress,Coat'
generator other5 fashion-mnist --part 1/2 --classes 'Sandal,Shirt,Sneaker,Bag,Ankle boot' --steps 800
generator tuned5 fashion-mnist --part 2/4 --classes "$five" --largest 1000 --long-tail 100 --init-from runs/other5 --steps 300
generator scratch5 fashion-mnist --part 2/4 --classes "$five" --largest 1000 --long-tail 100 --steps 800
for name in tuned5 scratch5; do
  compare $name --data "fashion-mnist --part 2/4 --classes \"$five\" --largest 1000 --long-tail 100" \
    --validation "fashion-mnist --part 4/4 --classes \"$five\" --largest 40" --test "fashion-mnist --split test --part 2/4 --classes \"$five\"" \
    --generator $name.onnx --arms none,oversampling,weights,classic,smote,gan,best+gan
done

# Blood cells: naturally imbalanced, in colour. Closed set, then with an outside pool.
generator half-bccd bccd --part 1/2 --steps 800
bccd=(--validation 'bccd --split train --part 4/4' --test bccd --generator half-bccd.onnx --classifier logistic:20 --arms none,oversampling,weights,classic,gan,best+gan)
compare bccd-closed --data 'bccd --part 1/2' "${bccd[@]}"
compare bccd-pool --data 'bccd --part 2/4' "${bccd[@]}"

# CIFAR-10, a subset, with an outside pool.
generator cifar-pool cifar10-subset --part 1/2 --steps 600
compare cifar-pool --data 'cifar10-subset --part 2/4' --validation 'cifar10-subset --split train --part 4/4 --largest 40' --largest 250 --long-tail 25 \
  --test cifar10-subset --generator cifar-pool.onnx --arms none,oversampling,weights,classic,smote,gan,best+gan

# What training aids change, letters, closed set, short runs.
for name in plain aids ramp; do
  options=()
  [ $name = plain ] || options=(--options $name.json)
  generator letters-$name letters --largest 800 --long-tail 100 --steps 500 "${options[@]}"
  compare letters-$name --data 'letters --largest 800 --long-tail 100' --validation 'letters --split train' --drop-shared --test letters \
    --generator letters-$name.onnx --truncation none --arms none,oversampling,weights,gan,best+gan
done
