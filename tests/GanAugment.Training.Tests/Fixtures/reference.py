"""Runs a user's checkout of ajbrock/BigGAN-PyTorch on our fixtures, on this machine, and writes what it computes as safetensors.

usage: reference.py CHECKOUT FIXTURE.safetensors OUTPUT.safetensors tables|hierarchical steps|trajectory
"""
import json
import re
import struct
import sys
import types

import numpy as np
import torch


class Absent(types.ModuleType):
    """A package that is imported and never used."""

    def __getattr__(self, name):
        return None


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    length = struct.unpack("<q", content[:8])[0]
    header, data = json.loads(content[8:8 + length]), content[8 + length:]
    return {name: torch.from_numpy(np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"]).copy())
            for name, entry in header.items() if name != "__metadata__"}


def write(path, tensors):
    header, parts, offset = {}, [], 0
    for name in sorted(tensors):
        value = tensors[name].detach().numpy().astype("<f4")
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [offset, offset + value.nbytes]}
        parts.append(value.tobytes())
        offset += value.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<q", len(text)) + text + b"".join(parts))


def ours(key):
    key = re.sub(r"\.u0$", ".u", key)
    key = re.sub(r"blocks\.(\d+)\.1\.", r"blocks.\1.attention.", key)
    key = re.sub(r"blocks\.(\d+)\.0\.", r"blocks.\1.", key)
    for theirs, name in [("bn1", "norm1"), ("bn2", "norm2"), ("conv_sc", "shortcut"), ("stored_mean", "mean"), ("stored_var", "variance"),
                         ("output_layer.0", "norm"), ("output_layer.2", "convolution"), ("shared.", "embedding.")]:
        key = key.replace(theirs, name)
    return re.sub(r"^embed\.", "embedding.", key)


def load(network, fixture, prefix):
    with torch.no_grad():
        for key, value in network.state_dict().items():
            if not key.endswith("sv0"):
                value.copy_(fixture[prefix + ours(key)])


def keep(result, prefix, network):
    result.update({prefix + ours(key): value.clone() for key, value in network.state_dict().items() if not key.endswith("sv0")})


def steps(G, D, GD, losses, fixture, result):
    z, y, x, xy = fixture["z"], fixture["y"].long(), fixture["x"], fixture["xy"].long()
    G.eval(), D.eval()
    with torch.no_grad():
        fake = G(z, G.shared(y))
        result.update({"G_eval": fake, "D_x_eval": D(x, xy), "D_fake_eval": D(fake, y)})
    for step in ("D_step", "G_step"):
        load(G, fixture, "G."), load(D, fixture, "D.")
        G.train(), D.train()
        network = D if step == "D_step" else G
        for other in (G, D):
            for p in other.parameters():
                p.grad = None
                p.requires_grad = other is network
        if step == "D_step":
            fakes, reals = GD(z, y, x, xy, train_G=False)
            real, false = losses.discriminator_loss(fakes, reals)
            (real + false).backward()
            result.update({step + ".D_fake": fakes, step + ".D_real": reals, step + ".loss_real": real, step + ".loss_fake": false})
        else:
            fakes = GD(z, y, train_G=True)
            loss = losses.generator_loss(fakes)
            loss.backward()
            result.update({step + ".D_fake": fakes, step + ".loss": loss})
        result.update({step + ".grad." + ours(key): p.grad.clone() for key, p in network.named_parameters()})
        keep(result, step + ".buffers " + ("D." if step == "D_step" else "G."), network)


def trajectory(G, D, GD, train_fns, utils, make, fixture, result):
    average = make()
    load(average, fixture, "G.")
    drawn = []
    z_, y_ = torch.empty(8, 80), torch.empty(8, dtype=torch.int64)
    z_.sample_ = lambda: z_.copy_(fixture[drawn[0] + "_z"])
    y_.sample_ = lambda: y_.copy_(fixture[drawn.pop(0) + "_y"].long())
    state = {"itr": 0}
    config = {"batch_size": 8, "num_D_steps": 2, "num_D_accumulations": 1, "num_G_accumulations": 1, "toggle_grads": True, "split_D": False,
              "D_ortho": 0.0, "G_ortho": 0.0, "ema": True}
    ema = utils.ema(G, average, 0.99, 1)
    train = train_fns.GAN_training_function(G, D, GD, z_, y_, ema, state, config)
    G.train(), D.train(), average.train()
    for i in (1, 2, 3):
        state["itr"] = i
        drawn.extend(["it%d.D0_0" % i, "it%d.D1_0" % i, "it%d.G" % i])
        train(fixture["it%d.x" % i], fixture["it%d.xy" % i].long())
    keep(result, "G.", G), keep(result, "D.", D), keep(result, "G_ema.", average)


def main():
    checkout, source, target, kind, task = sys.argv[1:]
    sys.path.insert(0, checkout)
    # Wanted for data sets and pictures, which nothing here touches.
    for name in ("datasets", "torchvision", "torchvision.transforms", "animal_hash"):
        sys.modules[name] = Absent(name)
    sys.stdout = sys.stderr
    import BigGAN
    import losses
    torch.set_num_threads(1)
    hierarchical = kind == "hierarchical"
    arguments = dict(resolution=32, n_classes=10, G_ch=8, D_ch=8, dim_z=80 if hierarchical else 128, G_shared=hierarchical, shared_dim=32 if hierarchical else 0,
                     hier=hierarchical, G_attn="16" if hierarchical else "0", D_attn="0", SN_eps=1e-6 if hierarchical else 1e-8, BN_eps=1e-5, adam_eps=1e-6,
                     G_lr=1e-4, D_lr=4e-4, G_B1=0.0, D_B1=0.0, G_B2=0.999, D_B2=0.999, skip_init=True)
    G, D = BigGAN.Generator(**arguments), BigGAN.Discriminator(**arguments)
    GD = BigGAN.G_D(G, D)
    fixture, result = read(source), {}
    load(G, fixture, "G."), load(D, fixture, "D.")
    if task == "steps":
        steps(G, D, GD, losses, fixture, result)
    else:
        import train_fns
        import utils
        trajectory(G, D, GD, train_fns, utils, lambda: BigGAN.Generator(no_optim=True, **arguments), fixture, result)
    write(target, result)


main()
