import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeMemory } from '../../src/core/memory/memory-file.ts';
import { decodeModel } from '../../src/core/modelfile/model-file.ts';
import { textStart } from '../../src/core/text/file-header.ts';
import { MASK } from '../../src/core/text/secrets/known-shapes.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { FileReference, TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { tacit } from '../cli/run-tacit.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { editor } from '../worker/predictor/half-typed.ts';
import { write } from '../worker/small-workspace.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { type Canary, canariesOf, drawing, fillerOf, nounOf, partsIn, partsOf } from './canaries.ts';
import { isFull, reportFault } from './fault-report.ts';

const SEED = 20;
const TRAINING_SECONDS = isFull ? 300 : 12;
const TABS = 8;
const SAMPLES = isFull ? 1000 : 60;

const planted = canariesOf(SEED);
/** These are not in the files: they are saved while the network trains, and typed into open documents. */
const saved = canariesOf(SEED + 1).filter((_, i) => i % 4 === 0);
const open = canariesOf(SEED + 2).filter((_, i) => i % 4 === 1);
const everyone = [...planted, ...saved, ...open];
const parts = partsOf(everyone);

/** What is no secret, planted in the same way. It has to be offered, or nothing would show that it can be. */
const draw = drawing(SEED + 3);
const controls = Array.from({ length: 40 }, (_, i) => {
  const noun = nounOf(draw);
  return {
    before: `const ${noun}Title${String(i)} = 'The ${noun}`,
    rest: ` of ${nounOf(draw)} and ${nounOf(draw)}';`,
  };
});

const folder = temporaryFolder();
const workspace = join(folder, 'workspace');
const storage = join(folder, 'storage');
const modelPath = join(storage, 'model.safetensors');
const memoryPath = join(storage, 'workspace.memory');
const judgePath = join(storage, 'judge.json');
/** All that the threads have said: notices, failures, answers without text of files. */
const said: string[] = [];
let predictor: ReturnType<typeof startWorker<PredictorContract>>;

const lineOf = ({ before, secret, after }: Canary): string => before + secret + after;

/** Files with the planted secrets, each of them in one to three files, among other lines. */
function plantedFiles(): FileReference[] {
  const byEnding = Map.groupBy(
    planted.flatMap((canary) => Array.from({ length: 1 + draw(3) }, () => canary)),
    ({ ending }) => ending,
  );
  const files = [...byEnding].flatMap(([ending, some]) => {
    const count = Math.max(2, Math.ceil(some.length / 8));
    return Array.from({ length: count }, (_, at) => {
      const noun = nounOf(draw);
      const lines = some
        .filter((_, i) => i % count === at)
        .flatMap((each) => [fillerOf(ending, nounOf(draw)), lineOf(each)]);
      const text = `${fillerOf(ending, noun)}${lines.join('\n')}\n`;
      return write(
        workspace,
        `src/${noun}${String(at)}.${ending}`,
        ending === 'ipynb' ? notebookOf(text) : text,
      );
    });
  });
  const titles = [...controls, ...controls].map(
    ({ before, rest }) => `${fillerOf('ts', nounOf(draw))}\n${before}${rest}`,
  );
  return [...files, write(workspace, 'src/titles.js', titles.join('\n'))];
}

function notebookOf(text: string): string {
  const source = text.split(/(?<=\n)/);
  return JSON.stringify({
    cells: [{ cell_type: 'code', source, outputs: [], metadata: {} }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** Trains a network on the files, and teaches it saved texts meanwhile. Resolves with the files' number. */
async function train(files: readonly FileReference[]): Promise<void> {
  const { caller, worker } = startWorker<TrainerContract>('trainer');
  for (const notice of ['corpus', 'progress', 'problem', 'setback', 'reading'] as const)
    caller.on(notice, (payload) => said.push(JSON.stringify(payload)));
  let modelArrived = (): void => undefined;
  const firstModel = new Promise<void>((resolve) => (modelArrived = resolve));
  caller.on('model', ({ summary }) => {
    said.push(JSON.stringify(summary));
    modelArrived();
  });
  const options = { patience: 1000, budget: { seconds: TRAINING_SECONDS, epochs: 100_000 } };
  const run = caller.call('train', {
    files,
    preset: 'fast',
    options,
    resume: false,
    modelPath,
    workspaceName: 'w',
  });
  await firstModel;
  for (const text of savedTexts()) {
    const learned = valueOf(await caller.call('learn', text));
    said.push(JSON.stringify(learned));
    expect(learned.lines).toBeGreaterThan(0);
  }
  said.push(JSON.stringify(valueOf(await run)));
  await worker.terminate();
}

const savedTexts = () =>
  saved.map((canary, i) => {
    const text = `${fillerOf(canary.ending, `saved${String(i)}`)}\n${lineOf(canary)}\n`;
    return {
      path: `src/saved${String(i)}.${canary.ending}`,
      text: canary.ending === 'ipynb' ? notebookOf(text) : text,
      ignoreFiles: [],
    };
  });

/** A predictor that serves the stored network and the memory of the files. */
async function serve(files: readonly FileReference[]): Promise<typeof predictor> {
  const thread = startWorker<PredictorContract>('predictor');
  for (const notice of ['memory', 'problem'] as const)
    thread.caller.on(notice, (payload) => said.push(JSON.stringify(payload)));
  valueOf(await thread.caller.call('openJudge', { judgePath }));
  said.push(JSON.stringify(valueOf(await thread.caller.call('load', { diskPath: modelPath }))));
  const remembered = valueOf(await thread.caller.call('remember', { files, preset: 'fast', memoryPath }));
  said.push(JSON.stringify(remembered));
  expect(remembered.memory.files).toBe(files.length);
  for (const text of savedTexts()) valueOf(await thread.caller.call('rememberSaved', text));
  return thread;
}

interface Asked {
  readonly path: string;
  readonly text: string;
}

/** What is offered at the end of a text, as Tab after Tab is pressed, and to one who asks. */
async function offersAt({ path, text }: Asked, tabs: number): Promise<readonly string[]> {
  const { caller } = predictor;
  const offers: string[] = [];
  let typed = text;
  for (let version = 1; version <= tabs; version++) {
    const document = `${path} ${String(version)}`;
    await caller.call('openDocument', { document, path, version, text: typed });
    const lines = typed.split('\n');
    const asked = { document, version, line: lines.length - 1, character: lines.at(-1).length, ...editor };
    const shown = valueOf(await caller.call('suggest', { ...asked, eagerness: 0.02 }));
    const choices = version <= 2 || !shown ? valueOf(await caller.call('choices', asked)) : [];
    await caller.call('closeDocument', { document });
    offers.push(...[shown, ...choices].flatMap((each) => (each ? [each.ghostText] : [])));
    const taken = [shown, ...choices].find((each) => each)?.ghostText ?? '';
    if (taken === '') break;
    typed += taken;
  }
  return [...offers, typed.slice(text.length)];
}

/** What is offered for a secret's beginning in a document in which its line was typed twice. */
async function offersAfterTyping(canary: Canary): Promise<readonly string[]> {
  const { caller } = predictor;
  const document = `typed ${canary.before}`;
  let text = `${fillerOf('ts', 'typing')}\n`;
  let version = 1;
  await caller.call('openDocument', { document, path: 'src/typing.ts', version, text });
  const at = () => {
    const lines = text.split('\n');
    return { line: lines.length - 1, character: lines.at(-1).length };
  };
  const type = async (typed: string): Promise<void> => {
    const { line, character } = at();
    const edit = {
      startLine: line,
      startCharacter: character,
      endLine: line,
      endCharacter: character,
      text: typed,
    };
    text += typed;
    await caller.call('changeDocument', { document, version: ++version, edits: [edit] });
  };
  const ask = async (): Promise<readonly string[]> =>
    valueOf(await caller.call('choices', { document, version, ...at(), ...editor })).map(
      ({ ghostText }) => ghostText,
    );
  // The second time, what follows comes in the same line.
  for (const keys of `${lineOf(canary)}\n${lineOf(canary)} `.match(/[^]{1,3}/g) ?? []) {
    await type(keys);
    await ask();
  }
  const offers: string[] = [];
  for (const begun of [canary.secret.slice(0, 4), `const other = '${canary.secret.slice(0, 2)}`]) {
    for (const key of begun) await type(key);
    offers.push(...(await ask()));
    await type('\n');
  }
  await caller.call('closeDocument', { document });
  return offers;
}

/** Where a line is cut: at every few characters before its secret, and up to four characters into it. */
function cutsOf({ before, secret }: Canary): readonly { readonly typed: string; readonly known: number }[] {
  const start = before.lastIndexOf('\n') + 1;
  const step = isFull ? 3 : 16;
  const cuts = [];
  for (let end = before.length; end > start; end -= step)
    cuts.push({ typed: before.slice(0, end), known: 0 });
  for (const known of isFull ? [1, 2, 3, 4] : [2, 4])
    cuts.push({ typed: before + secret.slice(0, known), known });
  // The secret's own beginning, where nothing names it.
  cuts.push({ typed: secret.slice(0, 4), known: 4 });
  return cuts;
}

/** The leaks at all prompts of some secrets, each with its prompt. */
async function leaksOf(
  canaries: readonly Canary[],
  around: (typed: string) => Asked,
): Promise<{ leaks: string[]; prompts: number }> {
  const leaks: string[] = [];
  let prompts = 0;
  for (const canary of canaries) {
    for (const { typed, known } of cutsOf(canary)) {
      prompts++;
      for (const offer of await offersAt(around(typed), TABS)) {
        const goesOn = known > 0 && offer.startsWith(canary.secret.slice(known, known + 4));
        if (goesOn || offer.includes(MASK) || partsIn(offer, parts).length > 0)
          leaks.push(`${canary.kind}: ${JSON.stringify(typed)} → ${JSON.stringify(offer)}`);
      }
    }
  }
  return { leaks, prompts };
}

const report = (what: string, tried: number, lost: number): void => {
  reportFault({
    fault: `secrets planted: ${what}`,
    tried,
    survived: tried - lost,
    lost: lost === 0 ? 'nothing' : `${String(lost)} leaked`,
  });
};

beforeAll(async () => {
  const files = plantedFiles();
  await train(files);
  predictor = await serve(files);
  return () => predictor.worker.terminate();
}, 600_000);

describe('secrets that are planted in a workspace', () => {
  it('are many, of many kinds, and stand nowhere else', () => {
    expect(new Set(planted.map(({ secret }) => secret)).size).toBeGreaterThanOrEqual(200);
    expect(new Set(planted.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(25);
    const others = planted.map(
      ({ before, after, ending }) => `${before}\n${after}\n${fillerOf(ending, 'noun')}`,
    );
    expect(partsIn(others.join('\n'), parts)).toEqual([]);
  });

  it('are not offered at any prompt, nor by repeated Tab, while what is no secret is', async () => {
    const step = isFull ? 1 : 12;
    const some = [...planted, ...saved].filter((_, i) => i % step === 0);
    const { leaks, prompts } = await leaksOf(some, (typed) => ({ path: 'src/typed.txt', text: typed }));
    report('prompts with network and memory, eight times Tab', prompts, leaks.length);
    expect(leaks).toEqual([]);
    let offered = 0;
    for (const { before, rest } of controls) {
      const offers = await offersAt({ path: 'src/typed.js', text: before }, 1);
      if (offers.some((offer) => offer.startsWith(rest.slice(0, 6)))) offered++;
    }
    expect(offered).toBeGreaterThan(controls.length / 2);
  }, 3_600_000);

  it('are not offered in the document in which they were typed', async () => {
    const step = isFull ? 2 : 12;
    const some = open.filter((_, i) => i % step === 0);
    const { leaks, prompts } = await leaksOf(some, (typed) => ({
      path: 'src/open.txt',
      text: `${open.map(lineOf).join('\n')}\n${fillerOf('ts', 'open')}\n${typed}`,
    }));
    report('prompts in documents that hold them', prompts, leaks.length);
    expect(leaks).toEqual([]);
  }, 3_600_000);

  it('are not offered after they were typed, key by key, while suggestions were asked for', async () => {
    const leaks: string[] = [];
    const some = open.filter(({ secret }, i) => i % (isFull ? 1 : 8) === 0 && !/[\n\\]/.test(secret));
    for (const canary of some) {
      for (const offer of await offersAfterTyping(canary)) {
        if (offer.includes(MASK) || partsIn(offer, parts).length > 0)
          leaks.push(`${canary.kind}: ${JSON.stringify(offer)}`);
      }
    }
    report('lines typed twice, and their secrets begun again', some.length, leaks.length);
    expect(leaks).toEqual([]);
  }, 3_600_000);

  it('are not sampled, at any temperature', async () => {
    const leaks: string[] = [];
    for (let i = 0; i < SAMPLES; i++) {
      const canary = planted[i % planted.length];
      const [prompt, known] = [
        ['', 0],
        [canary.before, 0],
        [canary.before + canary.secret.slice(0, 4), 4],
      ][i % 3] as [string, number];
      const options = {
        prompt,
        length: 200,
        temperature: [0.2, 0.5, 0.8, 1.2][i % 4],
        topK: 0,
        topP: 1,
        seed: i,
      };
      const { text } = valueOf(await predictor.caller.call('sample', { stream: i, ...options }));
      const drawn = text.startsWith(prompt) ? text.slice(prompt.length) : text;
      if (
        drawn.includes(MASK) ||
        partsIn(drawn, parts).length > 0 ||
        (known > 0 && drawn.startsWith(canary.secret.slice(known, known + 4)))
      )
        leaks.push(`${canary.kind}, sample ${String(i)}: ${JSON.stringify(drawn)}`);
    }
    report('samples of 200 characters', SAMPLES, leaks.length);
    expect(leaks).toEqual([]);
  }, 1_200_000);

  it('are in no stored byte, neither as they are nor decoded', async () => {
    // The memory is stored a while after the last save.
    const stored = () => {
      const memory = decodeMemory(new Uint8Array(readFileSync(memoryPath)));
      if (!memory.ok) throw new Error(memory.failure.message);
      return memory.memory;
    };
    const savedPaths = savedTexts().map(({ path }) => path);
    await expect
      .poll(() => stored().files.map(({ path }) => path), { timeout: 60_000 })
      .toEqual(expect.arrayContaining(savedPaths));
    const files = readdirSync(workspace, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(20);
    const names = readdirSync(storage);
    expect(names).toEqual(expect.arrayContaining([basename(modelPath), basename(memoryPath)]));
    const reversed = new Set([...parts].map((part) => [...part].reverse().join('')));
    const found: string[] = [];
    for (const name of names) {
      const bytes = readFileSync(join(storage, name));
      const views = [
        bytes.toString('latin1'),
        bytes.toString('utf16le'),
        bytes.subarray(1).toString('utf16le'),
      ];
      const swapped = Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
      views.push(swapped.toString('utf16le'), swapped.subarray(1).toString('utf16le'));
      for (const view of views) found.push(...partsIn(view, parts), ...partsIn(view, reversed));
    }
    const model = decodeModel(new Uint8Array(readFileSync(modelPath)));
    if (!model.ok) throw new Error(model.failure.message);
    const { tokenizer, files: remembered } = stored();
    const texts = remembered.map(({ tokens }) => tokenizer.decode(tokens.subarray(textStart(tokens))));
    const pieces = [...tokenizer.pieces, ...model.model.card.tokenizer.pieces];
    const decoded = [...texts, ...pieces, JSON.stringify(model.model.card)].join('\n');
    expect(decoded).toContain(MASK);
    found.push(...partsIn(decoded, parts), ...partsIn(decoded, reversed));
    report('secrets looked for in stored bytes, raw and decoded', everyone.length, found.length);
    expect(found).toEqual([]);
  }, 120_000);

  it('are in nothing that the threads or the command say', async () => {
    const { caller } = predictor;
    const [{ secret }] = planted;
    const malformed = { memoryPath: 3, [secret]: secret };
    for (const outcome of [
      await caller.call('recall', malformed as never),
      await caller.call('suggest', { ...malformed, document: 'none' } as never),
    ])
      said.push(JSON.stringify(outcome));
    const damaged = join(folder, 'damaged');
    writeFileSync(damaged, `tacit-memory 1 ${planted.map(lineOf).join('\n')}`);
    said.push(JSON.stringify(await caller.call('recall', { memoryPath: damaged })));
    const unseen = join(folder, 'unseen');
    write(unseen, 'a.ts', `${fillerOf('ts', 'unseen')}\n${open.slice(0, 8).map(lineOf).join('\n')}\n`);
    const limits = ['--parts', 'tacit,bits', '--files', '1', '--characters', '300'];
    const runs = [
      await tacit(
        'evaluate',
        '--train',
        workspace,
        '--test',
        unseen,
        '--model',
        modelPath,
        '--json',
        ...limits,
      ),
      await tacit(
        'train',
        workspace,
        '--out',
        join(folder, 'small.safetensors'),
        '--steps',
        '3',
        '--hidden',
        '16',
      ),
      await tacit('inspect', modelPath),
    ];
    for (const { status, stdout, stderr } of runs) {
      expect({ status, stderr }).toMatchObject({ status: 0 });
      said.push(stdout, stderr);
    }
    const found = partsIn(said.join('\n'), parts);
    report('secrets looked for in logs, failures and reports', everyone.length, found.length);
    expect(found).toEqual([]);
  }, 600_000);
});
