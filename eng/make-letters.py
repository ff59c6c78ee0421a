#!/usr/bin/python3
"""Makes data/letters: the letters A to J of openly licensed typefaces at 28x28, split so that no typeface is in both parts.

Needs Debian 12 with: apt-get install python3-numpy python3-pil python3-freetype
Usage: eng/make-letters.py WORKFOLDER      (downloads the packages of letters-packages.csv there, without installing them)
"""
import csv, glob, gzip, hashlib, os, re, struct, subprocess, sys
import freetype, numpy as np
from PIL import Image

LETTERS = "ABCDEFGHIJ"
SIZE, INK = 28, 22          # pixels: the picture, and the larger side of the letter in it
DUPLICATE = 0.016           # mean squared difference (white = 1) below which two styles count as one
LOOKALIKE = 0.020           # two families with styles closer than this go to the same part of the split
STYLES_PER_FAMILY = 8
TEST_SHARE = 0.2
FAINT = 128                 # a letter without one pixel this bright is too thin to be seen at this size
RECOGNISED = 6              # of the ten letters, by the five nearest pictures of other families
# Looked at and refused: pictures, other scripts or other letters under the codes of A to J.
REFUSED = r"^(D050000L|Standard Symbols|Symbol|Nucleus|Ubuntu-Title|unifur|TriodPostnaja|Mobilize|Weaver|Whatever)"
# What a package's copyright file must say before its fonts are used; see the licence column of letters-packages.csv.
EVIDENCE = {
    "OFL": r"OFL|SIL", "font exception": r"exception", "Apache": r"Apache", "MIT": r"MIT|Permission is hereby granted", "Expat": r"Expat",
    "BSD": r"BSD|Redistribution and use", "Bitstream-Vera": r"Vera|Bitstream", "GUST": r"GUST", "public-domain": r"public.domain",
    "CC0": r"CC0", "Unlicense": r"Unlicense", "M+": r"M\+", "Baekmuk": r"BAEKMUK", "Aenigma": r"redistribute any of my fonts",
}


def unpack(work):
    """Downloads and unpacks the packages; yields (package, version, licence, folder)."""
    with open(os.path.join(os.path.dirname(__file__), "letters-packages.csv")) as f:
        licences = {row["package"]: row["licence"] for row in csv.DictReader(f)}
    debs = os.path.join(work, "debs")
    os.makedirs(debs, exist_ok=True)
    missing = [p for p in licences if not glob.glob(f"{debs}/{p}_*.deb")]
    if missing:
        subprocess.run(["apt-get", "-q", "download", *missing], cwd=debs, check=True)
    for package, licence in sorted(licences.items()):
        deb = sorted(glob.glob(f"{debs}/{package}_*.deb"))[-1]
        version = subprocess.run(["dpkg-deb", "-f", deb, "Version"], capture_output=True, text=True, check=True).stdout.strip()
        folder = os.path.join(work, "x", package)
        if not os.path.isdir(folder):
            subprocess.run(["dpkg-deb", "-x", deb, folder], check=True)
        with open(f"{folder}/usr/share/doc/{package}/copyright", errors="replace") as f:
            text = f.read()
        if not any(re.search(pattern, text, re.I) for name, pattern in EVIDENCE.items() if name in licence):
            sys.exit(f"{package}: its copyright file does not speak of '{licence}'")
        yield package, version, licence, folder


def names(face):
    """Family and style: the typographic names where the font has them."""
    found = {}
    for i in range(face.sfnt_name_count):
        n = face.get_sfnt_name(i)
        if n.platform_id == 3 and n.language_id == 0x409:
            found[n.name_id] = n.string.decode("utf-16-be", "replace").strip()
    family = found.get(16) or found.get(1) or (face.family_name or b"").decode("latin1")
    return family, found.get(17) or found.get(2) or (face.style_name or b"").decode("latin1")


def draw(face, letter):
    """The letter, white on black, scaled to INK pixels and centred by its box; None when it is empty."""
    face.load_char(letter, freetype.FT_LOAD_RENDER | freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_NO_BITMAP)
    b = face.glyph.bitmap
    if not b.width or not b.rows:
        return None
    a = np.array(b.buffer, np.uint8).reshape(b.rows, b.pitch)[:, :b.width]
    rows, columns = np.flatnonzero(a.max(1) > 40), np.flatnonzero(a.max(0) > 40)
    if len(rows) < 20:
        return None
    a = a[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    scale = INK / max(a.shape)
    height, width = (max(1, round(n * scale)) for n in a.shape)
    picture = np.zeros((SIZE, SIZE), np.uint8)
    top, left = (SIZE - height) // 2, (SIZE - width) // 2
    picture[top:top + height, left:left + width] = np.asarray(Image.fromarray(a).resize((width, height), Image.BOX))
    return picture


def styles(work):
    """Every style that has all ten letters, upright and regular ones first."""
    found = []
    for package, version, licence, folder in unpack(work):
        for path in sorted(glob.glob(f"{folder}/usr/share/**/*", recursive=True)):
            if os.path.islink(path) or not re.search(r"\.(ttf|otf|ttc)$", path, re.I):
                continue
            try:
                count = freetype.Face(path).num_faces
            except freetype.FT_Exception:
                continue
            for k in range(count):
                face = freetype.Face(path, k)
                if not face.is_scalable or not all(face.get_char_index(c) for c in LETTERS):
                    continue
                face.set_pixel_sizes(0, 176)
                pictures = [draw(face, c) for c in LETTERS]
                family, style = names(face)
                if any(p is None or p.max() < FAINT for p in pictures) or re.search(REFUSED, family):
                    continue
                found.append(dict(family=family, style=style, package=package, version=version, licence=licence, pictures=np.stack(pictures)))
    return sorted(found, key=lambda s: (s["style"].lower() not in ("regular", "book", "roman", "medium"), s["package"], s["family"], s["style"]))


def base(family):
    """The family without words for weight, width and format, so that relatives are one typeface."""
    words = (r"\b(thin|hairline|extra|ultra|light|semi|demi|bold|black|heavy|medium|regular|italic|oblique|book|condensed|compressed|expanded|narrow|wide|"
             r"outline|mono|sans|serif|vf|variable|roman|cond|no2|adf|std|pro|ttf?|otf|brk|psf|[0-9]+)\b")
    return re.sub(r"[^a-z0-9]", "", re.sub(words, "", family.lower())) or family.lower()


def without_duplicates(found):
    kept, pixels = [], np.empty((len(found), len(LETTERS) * SIZE * SIZE), np.float32)
    per_family = {}
    for s in found:
        p = s["pictures"].reshape(-1).astype(np.float32) / 255
        nearest = ((pixels[:len(kept)] - p) ** 2).mean(1).min() if kept else 1
        family = base(s["family"])
        if nearest < DUPLICATE or per_family.get(family, 0) >= STYLES_PER_FAMILY:
            continue
        pixels[len(kept)] = p
        per_family[family] = per_family.get(family, 0) + 1
        kept.append(s)
    return kept, pixels[:len(kept)]


def recognised(kept, pixels):
    """How many of a style's letters the five nearest pictures of other families agree with."""
    flat = pixels.reshape(-1, SIZE * SIZE)
    square, label = (flat ** 2).sum(1), np.tile(np.arange(len(LETTERS)), len(kept))
    family = np.array([base(s["family"]) for s in kept])
    for i in range(len(kept)):
        distance = square - 2 * flat[i * 10:i * 10 + 10] @ flat.T
        distance[:, np.repeat(family == family[i], 10)] = np.inf
        nearest = label[np.argpartition(distance, 5, axis=1)[:, :5]]
        yield sum(np.bincount(nearest[k]).argmax() == k for k in range(10))


def split(kept, pixels):
    """True for test. Families of one clan and families that look alike are tied together first, then whole groups are dealt out by a hash of their name."""
    # The first word names a clan (Bocuma Dent, Bocuma Angle); its typefaces stay together.
    group = {}
    for s in kept:
        group[base(s["family"])] = clan = "clan " + re.split(r"[ _-]", s["family"].strip())[0].lower()
        group[clan] = clan
    def root(f):
        while group[f] != f:
            f = group[f]
        return f
    for i, s in enumerate(kept):
        for j in np.flatnonzero(((pixels[:i] - pixels[i]) ** 2).mean(1) < LOOKALIKE):
            a, b = sorted((root(base(s["family"])), root(base(kept[j]["family"]))))
            group[b] = a
    members = {}
    for i, s in enumerate(kept):
        members.setdefault(root(base(s["family"])), []).append(i)
    test, wanted = set(), TEST_SHARE * len(kept)
    for name in sorted(members, key=lambda n: hashlib.sha256(n.encode()).digest()):
        # Large tied groups stay in training: in test a handful of them would be most of it.
        if len(test) < wanted and len(members[name]) <= STYLES_PER_FAMILY:
            test.update(members[name])
    return [i in test for i in range(len(kept))]


def write_gzip(path, content):
    with open(path, "wb") as f, gzip.GzipFile("", "wb", 9, f, mtime=0) as g:
        g.write(content)


def main():
    work, target = sys.argv[1], os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "letters")
    kept, pixels = without_duplicates(styles(work))
    good = [n >= RECOGNISED for n in recognised(kept, pixels)]
    kept, pixels = [s for s, g in zip(kept, good) if g], pixels[np.array(good)]
    test = split(kept, pixels)
    order = sorted(range(len(kept)), key=lambda i: hashlib.sha256(kept[i]["pictures"].tobytes()).digest())
    os.makedirs(target, exist_ok=True)
    with open(f"{target}/fonts.csv", "w", newline="", encoding="utf-8") as f:
        rows = csv.writer(f, lineterminator="\n")
        rows.writerow(["split", "first_image", "family", "style", "package", "version", "licence"])
        for part, prefix in ((False, "train"), (True, "t10k")):
            chosen = [kept[i] for i in order if test[i] == part]
            for n, s in enumerate(chosen):
                rows.writerow(["test" if part else "train", n * 10, s["family"], s["style"], s["package"], s["version"], s["licence"]])
            images = np.concatenate([s["pictures"] for s in chosen])
            write_gzip(f"{target}/{prefix}-images-idx3-ubyte.gz", struct.pack(">4i", 0x803, len(images), SIZE, SIZE) + images.tobytes())
            write_gzip(f"{target}/{prefix}-labels-idx1-ubyte.gz", struct.pack(">2i", 0x801, len(images)) + bytes(range(10)) * len(chosen))
            print(f"{prefix}: {len(chosen)} images per class, {len({base(s['family']) for s in chosen})} typefaces")
    with open(f"{target}/classes.txt", "w") as f:
        f.write("".join(c + "\n" for c in LETTERS))


if __name__ == "__main__":
    main()
