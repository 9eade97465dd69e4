"""PyTorch in `npm run bench -- --peers`, on one thread. The arguments are FILE, or --learn FILE, or --probe.

Prints one JSON object. With a file of work, that is the median processor time of one training step, or of one token's
inference. With --learn and a lesson, it is the mean loss in each tenth of the steps. With --probe, it is the version of
PyTorch and the BLAS with which it computes. See ../README.md.
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

    def take(self, parameters):
        """Copies parameters that have Tacit's names."""
        with torch.no_grad():
            for name, numbers in parameters.items():
                name = f"gru.{name.removeprefix('layer0.')}_l0" if name.startswith("layer0.") else name
                parameter = self.get_parameter(name)
                parameter.copy_(torch.tensor(numbers).view(parameter.shape))


def adam(model, learning_rate):
    options = {"lr": learning_rate, "betas": (0.9, 0.99), "eps": 1e-8}
    try:  # One kernel for the whole update, if this version has it for processors.
        return torch.optim.Adam(model.parameters(), fused=True, **options)
    except (RuntimeError, TypeError):
        return torch.optim.Adam(model.parameters(), **options)


def training_step(model, optimizer, inputs, targets, state, clip_norm):
    optimizer.zero_grad()
    logits, state = model(inputs, state)
    loss = torch.nn.functional.cross_entropy(logits.view(-1, logits.shape[-1]), targets.reshape(-1))
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), clip_norm)
    optimizer.step()
    return loss, state.detach()


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
    optimizer = adam(model, 7e-3)
    state = torch.zeros(1, work["B"], work["H"])

    def step():
        nonlocal state
        _, state = training_step(model, optimizer, inputs, targets, state, 1.0)

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


def learn(path):
    with open(path) as file:
        lesson = json.load(file)
    work, steps = lesson["work"], lesson["steps"]
    model = LanguageModel(work["V"], work["E"], work["H"])
    model.take(lesson["parameters"])
    optimizer = adam(model, lesson["learningRate"])
    state = torch.zeros(1, work["B"], work["H"])
    text = torch.tensor(lesson["lanes"]).t()  # (steps * T + 1, B)
    tenths = [[] for _ in range(10)]
    start = time.process_time()
    for step in range(steps):
        window = text[step * work["T"] : (step + 1) * work["T"] + 1]
        loss, state = training_step(model, optimizer, window[:-1], window[1:], state, lesson["clipNorm"])
        tenths[10 * step // steps].append(loss.item())
    seconds = time.process_time() - start
    return {"tenths": [sum(losses) / len(losses) for losses in tenths], "seconds": seconds}


def openblas_core():
    """The processor whose kernels OpenBLAS uses; None with another BLAS."""
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
commands = {"--probe": probe, "--learn": learn}
command = commands.get(sys.argv[1], time_work)
print(json.dumps(command(*(argument for argument in sys.argv[1:] if argument not in commands))))
