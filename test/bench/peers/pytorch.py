"""PyTorch's part in `npm run bench -- --peers`, on one thread: FILE, or --probe.

Prints one JSON object. With a file of work: the median of this process's processor time for one training step, or for
one token's inference. With --probe: what it is and which BLAS it computes with. See ../README.md.
"""

import ctypes
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore", message="Failed to initialize NumPy")

import torch

WARM_UP_SECONDS, WARM_UP_CALLS, FEWEST_SAMPLES = 0.3, 8, 7


class LanguageModel(torch.nn.Module):
    def __init__(self, V, E, H):
        super().__init__()
        self.embedding = torch.nn.Embedding(V, E)
        self.gru = torch.nn.GRU(E, H)
        self.output = torch.nn.Linear(H, V)
        if E == H:
            self.output.weight = self.embedding.weight

    def forward(self, inputs, state):  # (T, B), (1, B, H)
        hidden, state = self.gru(self.embedding(inputs), state)
        return self.output(hidden), state


def median_seconds(run, seconds):
    start = time.process_time()
    calls = 0
    while calls < WARM_UP_CALLS or time.process_time() < start + WARM_UP_SECONDS:
        run()
        calls += 1
    samples = []
    end = time.process_time() + seconds
    while len(samples) < FEWEST_SAMPLES or time.process_time() < end:
        start = time.process_time()
        run()
        samples.append(time.process_time() - start)
    return sorted(samples)[len(samples) // 2]


def time_training(work, inputs, targets):
    model = LanguageModel(work["V"], work["E"], work["H"])
    options = {"lr": 7e-3, "betas": (0.9, 0.99), "eps": 1e-8}
    try:  # One kernel for all of an update, where this version has it for the processor.
        optimizer = torch.optim.Adam(model.parameters(), fused=True, **options)
    except (RuntimeError, TypeError):
        optimizer = torch.optim.Adam(model.parameters(), **options)
    state = torch.zeros(1, work["B"], work["H"])

    def step():
        nonlocal state
        optimizer.zero_grad()
        logits, carried = model(inputs, state)
        state = carried.detach()
        torch.nn.functional.cross_entropy(logits.view(-1, work["V"]), targets.view(-1)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()

    return median_seconds(step, 2)


def time_inference(work, inputs):
    model = LanguageModel(work["V"], work["E"], work["H"]).eval()
    state = torch.zeros(1, 1, work["H"])

    def read_all():
        nonlocal state
        for token in inputs:  # (1)
            logits, state = model(token.view(1, 1), state)
            torch.softmax(logits, -1)

    with torch.inference_mode():
        return median_seconds(read_all, 1) / len(inputs)


def time_work(path):
    with open(path) as file:
        given = json.load(file)
    work = given["work"]
    inputs = torch.tensor(given["inputs"]).view(work["T"], work["B"])
    wall, processor = time.monotonic(), time.process_time()
    if work["kind"] == "training":
        targets = torch.tensor(given["targets"]).view(work["T"], work["B"])
        seconds = time_training(work, inputs, targets)
    else:
        seconds = time_inference(work, inputs)
    share = (time.process_time() - processor) / (time.monotonic() - wall)
    return {"seconds": seconds, "processorShare": share}


def openblas_core():
    """The processor that OpenBLAS takes this one for; None where another BLAS was loaded."""
    with open("/proc/self/maps") as maps:
        paths = {line.split()[-1] for line in maps if "openblas" in line}
    for path in sorted(paths):
        name = getattr(ctypes.CDLL(path), "openblas_get_corename", None)
        if name is not None:
            name.restype = ctypes.c_char_p
            return name().decode()
    return None


def probe():
    core = openblas_core()
    if core is not None:
        blas = "OpenBLAS"
    else:
        blas = "MKL" if torch.backends.mkl.is_available() else "another BLAS"
    return {"version": torch.__version__, "blas": blas, "core": core}


torch.set_num_threads(1)
torch.manual_seed(1)
print(json.dumps(probe() if sys.argv[1] == "--probe" else time_work(sys.argv[1])))
