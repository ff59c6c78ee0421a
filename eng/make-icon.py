#!/usr/bin/python3
"""Draws eng/icon.png, the packages' icon: a long tail of bars that synthetic images fill up. Needs nothing but Python.

Usage: eng/make-icon.py     (writes the same bytes every time)
"""
import os, struct, zlib

SIZE, FINE = 128, 4                      # pixels, and samples per pixel in each direction
GROUND, REAL, SYNTHETIC = (31, 41, 72), (255, 255, 255), (255, 166, 43)
RADIUS, LEFT, WIDTH, GAP, TOP, FLOOR = 22, 20, 16, 8, 24, 104
SHARES = (1.0, 0.55, 0.25, 0.1)          # real images of each class; the rest is synthetic


def colour(x, y):
    """Colour at a point, alpha among it; x and y in pixels."""
    dx, dy = max(RADIUS - x, x - (SIZE - RADIUS), 0), max(RADIUS - y, y - (SIZE - RADIUS), 0)
    if dx * dx + dy * dy > RADIUS * RADIUS:
        return (0, 0, 0, 0)
    bar, inside = divmod(x - LEFT, WIDTH + GAP)
    if 0 <= bar < len(SHARES) and inside < WIDTH and TOP <= y < FLOOR:
        real_top = FLOOR - SHARES[int(bar)] * (FLOOR - TOP)
        if y >= real_top:
            return (*REAL, 255)
        if y < real_top - 3:             # a slit between real and synthetic
            return (*SYNTHETIC, 255)
    return (*GROUND, 255)


def pixel(column, row):
    """The mean of a pixel's samples, weighted by alpha."""
    samples = [colour(column + (i + 0.5) / FINE, row + (j + 0.5) / FINE) for j in range(FINE) for i in range(FINE)]
    alpha = sum(s[3] for s in samples)
    return bytes(round(sum(s[c] * s[3] for s in samples) / alpha) if alpha else 0 for c in range(3)) + bytes([round(alpha / len(samples))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "icon.png"), "wb") as file:
    file.write(png)
