"""The training step of `tacit bench` in PyTorch, on one thread: same model, shapes and kind of data.

Prints one JSON object: tokens a second by the median, and by the tenth of the steps that were fastest, of this
process's processor time, as `tacit bench` counts it. See README.md beside this file.
"""

import json
import os
import time

import torch

V, E, H, B, T = 128, 64, 256, 32, 64
WARM_UP, STEPS = 10, 100


class LanguageModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(V, E)
        self.gru = torch.nn.GRU(E, H)
        self.output = torch.nn.Linear(H, V)

    def forward(self, inputs, state):  # (T, B), (1, B, H)
        hidden, state = self.gru(self.embedding(inputs), state)
        return self.output(hidden), state.detach()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = LanguageModel()
    optimizer = torch.optim.Adam(model.parameters(), lr=7e-3, betas=(0.9, 0.99), eps=1e-8)
    inputs, targets = torch.randint(V, (T, B)), torch.randint(V, (T, B))
    state = torch.zeros(1, B, H)
    seconds = []
    for step in range(WARM_UP + STEPS):
        start = time.process_time()
        optimizer.zero_grad()
        logits, state = model(inputs, state)
        torch.nn.functional.cross_entropy(logits.view(-1, V), targets.view(-1)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step >= WARM_UP:
            seconds.append(time.process_time() - start)
    seconds.sort()
    median, best = seconds[STEPS // 2], seconds[STEPS // 10]
    print(
        json.dumps(
            {
                "pytorch": torch.__version__,
                "coretype": os.environ.get("OPENBLAS_CORETYPE", "as detected"),
                "milliseconds": round(median * 1e3, 2),
                "tokensPerSecond": round(T * B / median),
                "bestTokensPerSecond": round(T * B / best),
            }
        )
    )


main()
