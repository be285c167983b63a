"""The inner loop of a training run on PyTorch, for machines without a graphics card.

`train --engine torch` starts this with one argument, a JSON plan: the network's units and tensors
(defined in Rust, in `shared/stylize/src/tier.rs`), the folder of scenes and teacher pictures, the
recipe's numbers, and where the checkpoint is. It writes checkpoints in the trainer's own format,
so that a run may change engines, and one `step,loss,rate,seconds` line every 20 steps.
"""

import json
import math
import os
import struct
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

MAGIC = b"dgtrain1"
EPSILON = 1e-3


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    torch.set_num_threads(plan["threads"])
    torch.manual_seed(plan["seed"])
    run = Run(plan)
    run.load()
    run.train()


class Network:
    """Walks the plan's units over a list of tensors."""

    def __init__(self, plan, weights):
        self.units, self.weights = plan["units"], weights

    def __call__(self, rgb, guidance):
        take = iter(self.weights)
        layer = lambda: (next(take), next(take))  # noqa: E731
        x = torch.cat([F.pixel_unshuffle(rgb, 2) - 0.5, guidance], 1)
        skips = []
        for unit in self.units:
            kind = unit["kind"]
            if kind == "stem":
                w, b = layer()
                x = F.relu(F.conv2d(x, w, b, padding=1))
            elif kind == "block":
                deep = next(take)
                y = F.conv2d(x, deep, padding=deep.shape[2] // 2, groups=deep.shape[0])
                w, b = layer()
                y = F.relu(F.conv2d(y, w, b))
                w, b = layer()
                x = x + F.conv2d(y, w, b)
            elif kind == "down":
                skips.append(x)
                w, b = layer()
                x = F.relu(F.conv2d(x, w, b, stride=2, padding=1))
            elif kind == "up":
                w, b = layer()
                x = F.interpolate(F.conv2d(x, w, b), scale_factor=2) + skips.pop()
            elif kind == "head":
                w, b = layer()
                drawn = F.pixel_shuffle(F.conv2d(x, w, b, padding=1).float(), 2)
                w, b = layer()
                x = drawn + F.conv2d(rgb.float(), w.float(), b.float())
            else:
                raise SystemExit(f"This loop does not know the unit {kind}.")
        return x


class Scenes:
    """Scenes and teacher pictures as the trainer keeps them on disk."""

    def __init__(self, plan):
        side, half = plan["side"], plan["side"] // 2
        self.side, self.crop, self.batch_size = side, plan["crop"], plan["batch"]
        folder, style = plan["folder"], plan["style"]
        pixels = side * side * 3
        self.inputs, self.guides, self.targets = [], [], []
        for seed in plan["scenes"]:
            raw = np.fromfile(os.path.join(folder, f"{seed}.rgb"), np.uint8)
            self.inputs.append(raw[:pixels].reshape(side, side, 3))
            self.guides.append(raw[pixels:].reshape(half, half, 3))
            target = np.fromfile(os.path.join(folder, style, f"{seed}.rgb"), np.uint8)
            self.targets.append(target.reshape(side, side, 3))

    def batch(self, random):
        rows = [self.cut(random) for _ in range(self.batch_size)]
        planes = (np.stack(part).transpose(0, 3, 1, 2) for part in zip(*rows))
        return [
            torch.from_numpy(np.ascontiguousarray(p)).contiguous(memory_format=torch.channels_last)
            for p in planes
        ]

    def cut(self, random):
        """One random square: input, guidance, target, weights; mirrored, blind or noisy at times."""
        crop = self.crop
        index = random.integers(len(self.inputs))
        y, x = random.integers((self.side - crop) // 2 + 1, size=2) * 2
        whole = np.s_[y : y + crop, x : x + crop]
        half = np.s_[y // 2 : (y + crop) // 2, x // 2 : (x + crop) // 2]
        picture = self.inputs[index][whole].astype(np.float32) / 255
        target = self.targets[index][whole].astype(np.float32) / 255
        guide = self.guides[index][half].astype(np.float32) / 255
        if random.random() < 0.5:
            picture, target, guide = picture[:, ::-1], target[:, ::-1], guide[:, ::-1]
        darker = picture.mean(2) - target.mean(2)
        line = np.clip((darker - 0.15) * 5, 0, 1)
        large = guide.repeat(2, 0).repeat(2, 1)
        weight = 0.8 + 1.5 * line + 2.0 * large[..., 1] + 0.7 * large[..., 2]
        if random.random() < 0.12:
            guide = np.zeros_like(guide)
        if random.random() < 0.5:
            noise = random.standard_normal(picture.shape, np.float32) * random.uniform(0, 0.02)
            picture = np.clip(picture + noise, 0, 1)
        return picture, guide, target, weight[..., None].astype(np.float32)


class Painting:
    """Sliced Wasserstein distance to the random features of a painting, at three scales."""

    # Sorting is what costs: a few filters on two squares a step see enough over a run.
    FILTERS, SIDE, SQUARES = 32, 5, 2

    def __init__(self, plan):
        self.weight = plan["painting_weight"]
        side = plan["painting_side"]
        raw = np.fromfile(plan["painting"], np.uint8).reshape(side, side, 3)
        self.picture = torch.from_numpy(raw.astype(np.float32) / 255).permute(2, 0, 1)[None]

    def distance(self, drawn, random):
        filters = random.standard_normal((self.FILTERS, 3, self.SIDE, self.SIDE), np.float32)
        filters = torch.from_numpy(filters)
        # Flat colour is the teacher's business: filters see texture alone.
        filters = filters - filters.mean((2, 3), keepdim=True)
        filters = filters / filters.flatten(1).norm(dim=1)[:, None, None, None]
        drawn = drawn[: self.SQUARES]
        crop = drawn.shape[2]
        top, left = (int(random.integers(self.picture.shape[i] - crop + 1)) for i in (2, 3))
        painted = self.picture[:, :, top : top + crop, left : left + crop]
        total = 0.0
        for scale in range(3):
            if scale:
                drawn, painted = F.avg_pool2d(drawn, 2), F.avg_pool2d(painted, 2)
            ours = F.conv2d(drawn, filters).transpose(0, 1).flatten(1).sort(1).values
            theirs = F.conv2d(painted, filters).transpose(0, 1).flatten(1).sort(1).values
            theirs = theirs.repeat_interleave(drawn.shape[0], 1)
            total = total + (ours - theirs).abs().mean()
        return self.weight * total


def charbonnier(x):
    return (x * x + EPSILON * EPSILON).sqrt()


def structure(drawn, target):
    """One minus SSIM on 7 × 7 windows of the green channel and the mean of all."""
    a = torch.cat([drawn.mean(1, keepdim=True), drawn[:, 1:2]], 1)
    b = torch.cat([target.mean(1, keepdim=True), target[:, 1:2]], 1)
    pool = lambda t: F.avg_pool2d(t, 7, 2)  # noqa: E731
    ma, mb = pool(a), pool(b)
    va, vb, both = pool(a * a) - ma * ma, pool(b * b) - mb * mb, pool(a * b) - ma * mb
    c1, c2 = 1e-4, 9e-4
    top = (2 * ma * mb + c1) * (2 * both + c2)
    return 1 - (top / ((ma * ma + mb * mb + c1) * (va + vb + c2))).mean()


def distance(drawn, target, weight, plan):
    """The same terms as `loss.rs`."""
    apart = drawn - target
    value = (charbonnier(apart) * weight).mean()
    right, below = apart[..., 1:] - apart[..., :-1], apart[:, :, 1:] - apart[:, :, :-1]
    value = value + plan["edge_weight"] * (charbonnier(right).mean() + charbonnier(below).mean())
    return value + plan["structure_weight"] * structure(drawn, target)


class Run:
    def __init__(self, plan):
        self.plan, self.scenes, self.step = plan, Scenes(plan), 0
        self.painting = Painting(plan) if plan["painting"] else None
        self.shapes = [tuple(t["shape"]) for t in plan["tensors"]]

    def load(self):
        count = sum(math.prod(shape) for shape in self.shapes)
        with open(self.plan["checkpoint"], "rb") as file:
            assert file.read(8) == MAGIC, "not a checkpoint"
            (self.step,) = struct.unpack("<Q", file.read(8))
            parts = [np.frombuffer(file.read(count * 4), "<f4") for _ in range(4)]
        self.weights = [w.requires_grad_() for w in self.cut(parts[0])]
        self.average = self.cut(parts[3])
        decayed = [w for w in self.weights if w.dim() > 1]
        plain = [w for w in self.weights if w.dim() == 1]
        groups = [
            {"params": decayed, "weight_decay": self.plan["weight_decay"]},
            {"params": plain, "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.99), eps=1e-8)
        first, second = self.cut(parts[1]), self.cut(parts[2])
        for weight, m, v in zip(self.weights, first, second):
            state = {"step": torch.tensor(float(self.step)), "exp_avg": m, "exp_avg_sq": v}
            self.optimizer.state[weight] = state

    def cut(self, flat):
        tensors, at = [], 0
        for shape in self.shapes:
            size = math.prod(shape)
            tensors.append(torch.from_numpy(flat[at : at + size].copy().reshape(shape)))
            at += size
        return tensors

    def save(self):
        states = [self.optimizer.state[w] for w in self.weights]
        parts = [
            self.weights,
            [s["exp_avg"] for s in states],
            [s["exp_avg_sq"] for s in states],
            self.average,
        ]
        path = self.plan["checkpoint"]
        with open(path + ".part", "wb") as file:
            file.write(MAGIC + struct.pack("<Q", self.step))
            for part in parts:
                for tensor in part:
                    file.write(tensor.detach().contiguous().numpy().astype("<f4").tobytes())
        os.replace(path + ".part", path)

    def rate(self):
        plan = self.plan
        warm = min((self.step + 1) / plan["warm_up"], 1.0)
        part = min(self.step / plan["steps"], 1.0)
        cosine = 0.5 * (1 + math.cos(part * math.pi))
        return warm * (plan["rate_end"] + (plan["rate_peak"] - plan["rate_end"]) * cosine)

    def train(self):
        plan, began, running = self.plan, time.time(), None
        network = Network(plan, self.weights)
        with open(plan["log"], "a", encoding="utf-8") as log:
            while self.step < plan["steps"]:
                value = self.one(network)
                running = value if running is None else running * 0.98 + value * 0.02
                if self.step % 20 == 0:
                    seconds = time.time() - began
                    log.write(f"{self.step},{running:.5f},{self.rate():.6f},{seconds:.1f}\n")
                    log.flush()
                if self.step % plan["checkpoint_steps"] == 0 or self.step == plan["steps"]:
                    self.save()
                    seconds = time.time() - began
                    left = f"step {self.step} of {plan['steps']}"
                    print(f"{plan['style']}: {left}, loss {running:.4f}, {seconds:.0f} s", flush=True)

    def one(self, network):
        """One optimisation step; every step draws from its own seed, so a resumed run goes on."""
        plan = self.plan
        random = np.random.default_rng([plan["seed"], self.step])
        picture, guide, target, weight = self.scenes.batch(random)
        # Half precision is quicker; the last part of the run is exact.
        quick = plan["quick"] and self.step < 0.8 * plan["steps"]
        with torch.autocast("cpu", torch.bfloat16, enabled=quick):
            drawn = network(picture, guide)
        value = distance(drawn.float(), target, weight, plan)
        if self.painting:
            value = value + self.painting.distance(drawn.float(), random)
        if not torch.isfinite(value):
            raise SystemExit("The loss is no longer a number; resume with another seed.")
        self.optimizer.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, plan["clip"])
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate()
        self.optimizer.step()
        self.step += 1
        keep = min(plan["average"], (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_mul_(self.average, keep)
            torch._foreach_add_(self.average, [w.detach() for w in self.weights], alpha=1 - keep)
        return float(value.detach())


if __name__ == "__main__":
    main()
