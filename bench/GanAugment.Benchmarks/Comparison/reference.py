"""Runs a checkout of ajbrock/BigGAN-PyTorch on request, as the other side of the training and generator measurements.

usage: reference.py CHECKOUT '{"what": "training" or "generator", "ch": 16, "discriminatorSteps": 1, ...}'

Says what it runs on, then reads one whole number per line from standard input, does that many iterations, and answers with one line of JSON.
Nothing of the checkout is copied: its networks, its training function and its moving average are imported and called as its train.py does.
"""
import contextlib
import json
import resource
import sys
import time
import types

checkout, settings = sys.argv[1], json.loads(sys.argv[2])
sys.path.insert(0, checkout)


class Absent(types.ModuleType):
    """Stands for a package that the checkout imports but that nothing here calls."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})  # a class, for some are inherited from


for name in ("torchvision", "torchvision.datasets", "torchvision.datasets.utils", "torchvision.transforms", "torchvision.models",
             "torchvision.models.inception", "torchvision.utils", "PIL", "PIL.Image", "tqdm", "h5py"):
    try:
        __import__(name)
    except ImportError:
        sys.modules[name] = Absent(name)
        if "." in name:
            parent, leaf = name.rsplit(".", 1)
            setattr(sys.modules[parent], leaf, sys.modules[name])

# What the checkout prints must not get between our answers.
with contextlib.redirect_stdout(sys.stderr):
    import torch
    import BigGAN
    import train_fns
    import utils

torch.set_num_threads(settings["threads"])
torch.manual_seed(0)
config = vars(utils.prepare_parser().parse_args([]))
config.update(
    resolution=32, n_classes=settings["classes"], G_activation=torch.nn.ReLU(inplace=False), D_activation=torch.nn.ReLU(inplace=False),
    G_ch=settings["ch"], D_ch=settings["ch"], dim_z=settings["latentSize"], shared_dim=settings["sharedEmbedding"], G_shared=True, hier=True,
    G_attn="0", D_attn="0", batch_size=settings["batch"], num_D_steps=settings["discriminatorSteps"], num_D_accumulations=1,
    num_G_accumulations=1, ema=True, use_ema=True, ema_start=0, G_lr=2e-4, D_lr=2e-4, SN_eps=1e-6, BN_eps=1e-5, adam_eps=1e-8)


def training():
    batch, steps = settings["batch"], settings["discriminatorSteps"]
    generator, discriminator = BigGAN.Generator(**config), BigGAN.Discriminator(**config)
    average = BigGAN.Generator(**{**config, "skip_init": True, "no_optim": True})
    ema = utils.ema(generator, average, config["ema_decay"], config["ema_start"])
    state = {"itr": 0}
    z, y = utils.prepare_z_y(batch, generator.dim_z, config["n_classes"], device="cpu")
    train = train_fns.GAN_training_function(generator, discriminator, BigGAN.G_D(generator, discriminator), z, y, ema, state, config)
    # The checkout's loader is left out to its advantage: images are ready as tensors.
    images = torch.rand(batch * steps, 3, 32, 32) * 2 - 1
    labels = torch.arange(batch * steps) % config["n_classes"]
    for network in (generator, discriminator, average):
        network.train()

    def iterate():
        state["itr"] += 1
        train(images, labels)

    return iterate


def generator():
    network = BigGAN.Generator(**{**config, "no_optim": True})
    network.eval()
    batch = settings["batch"]
    z, y = torch.randn(batch, network.dim_z), torch.arange(batch) % config["n_classes"]

    def iterate():
        with torch.no_grad():
            network(z, network.shared(y))

    return iterate


def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


with contextlib.redirect_stdout(sys.stderr):
    iterate = {"training": training, "generator": generator}[settings["what"]]()
print(f"PyTorch {torch.__version__}", flush=True)
for line in sys.stdin:
    count = int(line)
    wall, used = time.perf_counter(), cpu()
    for _ in range(count):
        iterate()
    used, wall = cpu() - used, time.perf_counter() - wall
    print(json.dumps({"iterations": count, "cpuSeconds": used, "wallSeconds": wall, "peakBytes": peak()}), flush=True)
