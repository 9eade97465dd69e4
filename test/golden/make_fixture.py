"""Makes language-model.json: what PyTorch computes for small models of each cell.

    python3 test/golden/make_fixture.py > test/golden/language-model.json

It needs only Debian's python3-torch. Everything runs in Float64, from parameters that are exact in Float32. So the
numbers are exact to nine digits, whatever a library does about rounding. In PyTorch, RNN and LSTM have two biases that
do the same; the second is kept at zero.
"""

import json
import sys

import torch
from torch import nn
from torch.nn.functional import cross_entropy

T, B, V, STEPS = 6, 3, 12, 10
CLIP_NORM = 0.5  # below the norm of some steps and above that of others

MODELS = [
    {"cell": "rnn", "layers": 1, "embedding": 5, "hidden": 8},
    {"cell": "gru", "layers": 2, "embedding": 8, "hidden": 8},  # tied
    {"cell": "lstm", "layers": 2, "embedding": 5, "hidden": 7},
]

OPTIMIZERS = {
    "sgd": (0.5, {"momentum": 0.9}, lambda p: torch.optim.SGD(p, lr=0.5, momentum=0.9)),
    "rmsprop": (
        0.003,
        {"decay": 0.9, "epsilon": 1e-8},
        lambda p: torch.optim.RMSprop(p, lr=0.003, alpha=0.9, eps=1e-8),
    ),
    "adam": (
        0.02,
        {"beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8},
        lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.9, 0.99), eps=1e-8),
    ),
}


class LanguageModel(nn.Module):
    def __init__(self, shape):
        super().__init__()
        E, H, layers = shape["embedding"], shape["hidden"], shape["layers"]
        self.cell = shape["cell"]
        self.embedding = nn.Embedding(V, E)
        self.recurrent = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}[self.cell](E, H, layers)
        self.output = nn.Linear(H, V)
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.copy_(0.4 * torch.randn(parameter.shape, dtype=torch.float32))
            if self.cell != "gru":
                for l in range(layers):
                    bias = getattr(self.recurrent, f"bias_hh_l{l}")
                    bias.zero_().requires_grad_(False)
        if E == H:
            self.output.weight = self.embedding.weight

    def zero_state(self):
        h = torch.zeros(self.recurrent.num_layers, B, self.recurrent.hidden_size)
        return (h, torch.zeros_like(h)) if self.cell == "lstm" else h

    def forward(self, inputs, clears, state):
        outputs = []
        for t in range(T):  # step by step, since PyTorch cannot clear a state inside a window
            keep = (1 - clears[t]).view(1, B, 1)
            state = tuple(keep * s for s in state) if self.cell == "lstm" else keep * state
            output, state = self.recurrent(self.embedding(inputs[t : t + 1]), state)
            outputs.append(output)
        return self.output(torch.cat(outputs)), state

    def named(self):
        """Parameters by the names that Tacit gives them."""
        for name, parameter in self.named_parameters():
            if not parameter.requires_grad:
                continue
            if name.startswith("recurrent."):
                kind, layer = name.removeprefix("recurrent.").rsplit("_l", 1)
                if self.cell != "gru" and kind == "bias_ih":
                    kind = "bias"
                name = f"layer{layer}.{kind}"
            yield name, parameter


def detach(state):
    return tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()


def loss_of(logits, targets):
    return cross_entropy(logits.view(T * B, V), targets.view(T * B), ignore_index=-1)


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]


def tensors(named):
    return {name: {"shape": list(tensor.shape), "data": numbers(tensor)} for name, tensor in named}


def random_batch():
    targets = torch.randint(0, V, (T, B))
    targets[torch.rand(T, B) < 0.15] = -1
    clears = (torch.rand(T, B) < 0.15).to(torch.float64)
    return torch.randint(0, V, (T, B)), targets, clears


def golden(shape, batches):
    torch.manual_seed(1)
    model = LanguageModel(shape)
    start = {name: value.clone() for name, value in model.state_dict().items()}
    result = {"shape": {**shape, "vocabulary": V}, "parameters": tensors(model.named())}

    # The second batch, so that the state carried into it is not zero.
    _, state = model(batches[0][0], batches[0][2], model.zero_state())
    inputs, targets, clears = batches[1]
    logits, _ = model(inputs, clears, detach(state))
    loss = loss_of(logits, targets)
    loss.backward()
    result["logits"] = numbers(logits)
    result["loss"] = loss.item()
    result["gradients"] = tensors((name, parameter.grad) for name, parameter in model.named())

    result["training"] = []
    for name, (rate, constants, make) in OPTIMIZERS.items():
        model.load_state_dict(start)
        optimizer = make([parameter for _, parameter in model.named()])
        state = model.zero_state()
        losses, norms = [], []
        for inputs, targets, clears in batches:
            optimizer.zero_grad()
            logits, state = model(inputs, clears, detach(state))
            loss = loss_of(logits, targets)
            loss.backward()
            norms.append(
                nn.utils.clip_grad_norm_([parameter for _, parameter in model.named()], CLIP_NORM).item()
            )
            losses.append(loss.item())
            optimizer.step()
        result["training"].append(
            {
                "optimizer": {"name": name, **constants},
                "learningRate": rate,
                "losses": losses,
                "gradientNorms": norms,
            }
        )
    return result


torch.set_default_dtype(torch.float64)
torch.manual_seed(2)
batches = [random_batch() for _ in range(STEPS)]
fixture = {
    "window": T,
    "batch": B,
    "clipNorm": CLIP_NORM,
    "batches": [
        {
            "inputs": inputs.flatten().tolist(),
            "targets": targets.flatten().tolist(),
            "clears": [int(clear) for clear in clears.flatten().tolist()],
        }
        for inputs, targets, clears in batches
    ],
    "models": [golden(shape, batches) for shape in MODELS],
}
json.dump(fixture, sys.stdout, separators=(",", ":"))
print()
