"""Runs a generator's state dict, plain or deep, without any class of anybody's: the names alone say what to compute.

usage: generator_reference.py STATE_DICT BN_EPS Z Y IMAGES COUNT DEPTH   (Z, Y and IMAGES are files of raw float32; Y holds class mixtures)
"""
import json
import struct
import sys

import torch
import torch.nn.functional as F


def load(path):
    if not path.endswith('.safetensors'):
        return torch.load(path)
    with open(path, 'rb') as file:
        header = json.loads(file.read(struct.unpack('<q', file.read(8))[0]))
        data = file.read()
    header.pop('__metadata__', None)
    return {name: torch.frombuffer(bytearray(data[slice(*entry['data_offsets'])]), dtype=torch.float32).reshape(entry['shape'])
            if data[slice(*entry['data_offsets'])] else torch.zeros(entry['shape']) for name, entry in header.items()}


class Generator:
    def __init__(self, state, bn_eps):
        self.state, self.bn_eps = state, bn_eps

    def weight(self, layer):
        weight = self.state[layer + '.weight']
        if layer + '.u0' not in self.state:
            return weight
        matrix = weight.reshape(weight.shape[0], -1)
        right = F.normalize(self.state[layer + '.u0'] @ matrix)
        left = F.normalize(right @ matrix.t())
        return weight / (right @ matrix.t() @ left.t()).squeeze()

    def linear(self, layer, x):
        return F.linear(x, self.weight(layer), self.state.get(layer + '.bias'))

    def conv(self, layer, x):
        weight = self.weight(layer)
        return F.conv2d(x, weight, self.state.get(layer + '.bias'), padding=weight.shape[2] // 2)

    def norm(self, layer, x, c):
        x = F.batch_norm(x, self.state[layer + '.stored_mean'], self.state[layer + '.stored_var'], eps=self.bn_eps)
        shared = 'shared.weight' in self.state
        gain, bias = (self.linear(layer + part, c) if shared else c @ self.state[layer + part + '.weight'] for part in ('.gain', '.bias'))
        return F.relu(x * (1 + gain)[:, :, None, None] + bias[:, :, None, None])

    def attention(self, layer, x):
        n, c, h, w = x.shape
        theta = self.conv(layer + '.theta', x).reshape(n, c // 8, h * w)
        phi = F.max_pool2d(self.conv(layer + '.phi', x), 2).reshape(n, c // 8, h * w // 4)
        g = F.max_pool2d(self.conv(layer + '.g', x), 2).reshape(n, c // 2, h * w // 4)
        seen = g @ torch.softmax(theta.transpose(1, 2) @ phi, -1).transpose(1, 2)
        return self.state[layer + '.gamma'] * self.conv(layer + '.o', seen.reshape(n, c // 2, h, w)) + x

    def plain(self, block, x, c):
        up = lambda t: F.interpolate(t, scale_factor=2)
        h = self.conv(block + '.conv1', up(self.norm(block + '.bn1', x, c)))
        return self.conv(block + '.conv2', self.norm(block + '.bn2', h, c)) + self.conv(block + '.conv_sc', up(x))

    def deep(self, block, x, c, doubles):
        up = (lambda t: F.interpolate(t, scale_factor=2)) if doubles else (lambda t: t)
        h = up(self.norm(block + '.bn2', self.conv(block + '.conv1', self.norm(block + '.bn1', x, c)), c))
        h = self.norm(block + '.bn3', self.conv(block + '.conv2', h), c)
        h = self.norm(block + '.bn4', self.conv(block + '.conv3', h), c)
        h = self.conv(block + '.conv4', h)
        return h + up(x[:, :h.shape[1]])

    def __call__(self, z, y, depth):
        state = self.state
        c = y @ state['shared.weight'] if 'shared.weight' in state else y
        deep = 'blocks.0.0.conv4.weight' in state
        blocks = 1 + max(int(name.split('.')[1]) for name in state if name.startswith('blocks.'))
        chunk = state['linear.weight'].shape[1]
        split = not deep and z.shape[1] > chunk
        first = torch.cat([c, z], 1) if deep else z[:, :chunk]
        h = self.linear('linear', first).reshape(len(z), -1, 4, 4)
        for i in range(blocks):
            block, condition = 'blocks.%d.0' % i, first if deep else torch.cat([c, z[:, (i + 1) * chunk:(i + 2) * chunk]], 1) if split else c
            h = self.deep(block, h, condition, i % depth == depth - 1) if deep else self.plain(block, h, condition)
            if 'blocks.%d.1.gamma' % i in state:
                h = self.attention('blocks.%d.1' % i, h)
        h = F.batch_norm(h, state['output_layer.0.stored_mean'], state['output_layer.0.stored_var'], state['output_layer.0.gain'],
                         state['output_layer.0.bias'], eps=1e-5)
        return torch.tanh(self.conv('output_layer.2', F.relu(h)))


def read(path, rows):
    with open(path, 'rb') as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(rows, -1)


if __name__ == '__main__':
    path, bn_eps, z, y, images, count, depth = sys.argv[1:]
    torch.set_num_threads(1)
    with torch.no_grad():
        result = Generator(load(path), float(bn_eps))(read(z, int(count)), read(y, int(count)), int(depth))
    with open(images, 'wb') as file:
        file.write(result.contiguous().numpy().tobytes())
