import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Contract, Method, Params } from '../../src/protocol/contract.ts';
import type { Outcome } from '../../src/protocol/failure.ts';
import type { PredictorContract } from '../../src/protocol/predictor-contract.ts';
import type { TrainerContract } from '../../src/protocol/trainer-contract.ts';
import { tacit } from '../cli/run-tacit.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { editor, halfTyped } from '../worker/predictor/half-typed.ts';
import { smallWorkspace } from '../worker/small-workspace.ts';
import { startWorker, valueOf } from '../worker/start-worker.ts';
import { isFull, reportFault } from './fault-report.ts';

const { folder, files } = smallWorkspace();
const inFolder = (name: string): string => join(folder, name);

type Calls<C extends Contract> = { readonly [M in Method<C>]: Params<C, M> };

const options = {
  hidden: 16,
  embedding: 16,
  batch: 4,
  budget: { seconds: undefined, epochs: undefined, steps: 2 },
};
const savedFile = {
  path: 'src/saved.ts',
  text: 'export const saved = 1;\n',
  file: { diskPath: inFolder('src/saved.ts'), folders: [{ diskPath: folder, prefix: '' }] },
  ignoreFiles: [{ path: '.gitignore', source: { diskPath: inFolder('.gitignore') } }],
};
const someFiles = [
  {
    path: 'src/a.ts',
    source: { diskPath: inFolder('src/anchor.ts'), folders: [{ diskPath: folder, prefix: '' }] },
    encoding: 'gbk',
    isOpen: true,
  },
  { path: 'src/b.ts', source: { bytes: new Uint8Array([97, 10]), modified: 5 } },
];

const trainerCalls: Calls<TrainerContract> = {
  open: { modelPath: inFolder('model.safetensors') },
  forget: { paths: ['src/none.ts'], barred: '', gone: '', modelPath: inFolder('model.safetensors') },
  erase: { modelPath: inFolder('model.safetensors') },
  train: {
    files: someFiles,
    preset: 'fast',
    options: {
      ...options,
      optimizer: { name: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
      vocabulary: 300,
      layers: 1,
      window: 8,
      dropout: 0.1,
      learningRate: 0.01,
      clipNorm: 1,
      warmUpSteps: 1,
      patience: 2,
      seed: 1,
      tokenizer: 'subword',
      cell: 'gru',
      schedule: 'linear',
    },
    threads: 1,
    resume: false,
    modelPath: undefined,
    workspaceName: 'small',
  },
  setShare: { share: 1 },
  giveWay: { milliseconds: 1 },
  pause: null,
  resume: null,
  stop: null,
  learn: savedFile,
};

const { line, character } = halfTyped.cursor;
const request = {
  ...editor,
  document: 'doc',
  version: 1,
  line,
  character,
  selected: { startCharacter: character - 3, text: 'throw' },
  keySeconds: 0.2,
  isPause: false,
  inComments: 'on',
  inStrings: 'short',
  languageId: 'typescript',
  languageRules: { lineComments: ['//'], blockComments: [['/*', '*/']], quotes: ['"'] },
} as const;
const edit = { startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 1, text: 'e' };

const predictorCalls: Calls<PredictorContract> = {
  recall: { memoryPath: inFolder('none.memory') },
  remember: { files: [...files, ...someFiles], preset: 'fast', memoryPath: undefined },
  rememberSaved: savedFile,
  rememberChanged: { files: someFiles, ignoreFiles: savedFile.ignoreFiles },
  forget: { paths: ['src/none.ts'] },
  load: { diskPath: inFolder('none.safetensors') },
  openJudge: { judgePath: inFolder('judge.json') },
  eraseJudge: {},
  withhold: { paths: ['src/none.ts'], preset: 'fast' },
  remembered: {},
  store: {},
  erase: {},
  openDocument: { document: 'other', path: 'src/other.ts', version: 1, text: halfTyped.text },
  changeDocument: { document: 'other', version: 2, edits: [edit, edit] },
  closeDocument: { document: 'other' },
  suggest: request,
  choices: request,
  explain: { document: 'other', version: 1, line: 0, character: 1, text: 'e' },
  score: { texts: ['a', 'b'] },
  sample: { stream: 1, prompt: 'a', length: 5, temperature: 1, topK: 3, topP: 0.9, seed: 1 },
};

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
/** What is put in the place of a member, which may leave it valid. */
const values: readonly unknown[] = [
  undefined, null, true, false, 0, -0, -1, 0.5, NaN, Infinity, -Infinity, 1e-300, 1e300, 2 ** 31, 2 ** 53, -(2 ** 53), 4097,
  5n, '', '\0', '\ud800', 'x'.repeat(100_000), '__proto__', 'a/b', '/', [], {}, [[]], [null], [NaN], { length: 5 }, { then: 1 }, cyclic,
  new Map([[1, 2]]), new Date(NaN), /a/, new Error('a'), new Uint8Array(3), new Float64Array(2), new ArrayBuffer(4), new SharedArrayBuffer(4),
  Array<number>(100_000).fill(0), Array<string>(100_000).fill('a'),
]; // prettier-ignore

/** All that comes of a value when one of its members, at any depth, becomes another, or one is added. */
function* nearly(value: unknown, others: readonly unknown[]): Iterable<unknown> {
  yield* others;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  const members: [string, unknown][] = Object.entries(value);
  for (const [name, member] of members) {
    for (const other of nearly(member, others)) {
      const isPath = name.endsWith('Path') && typeof other === 'string';
      const changed = Object.fromEntries([...members, [name, isPath ? inFolder(`odd/${other}`) : other]]);
      yield Array.isArray(value) ? Object.values(changed) : changed;
    }
  }
  if (!Array.isArray(value)) {
    for (const [name, member] of members) yield { ...value, [`${name}s`]: member };
    for (const [name] of members) yield Object.fromEntries(members.filter(([other]) => other !== name));
  }
}

/** Milliseconds after which a call that goes on is cancelled, and after which it hangs. */
const [PATIENCE, HANGS] = [1500, 30_000];

class Fuzz<C extends Contract> {
  readonly #thread: ReturnType<typeof startWorker<C>>;
  readonly wrong: string[] = [];
  tried = 0;

  constructor(thread: ReturnType<typeof startWorker<C>>) {
    this.#thread = thread;
  }

  /** Calls with these parameters, and ends what goes on. */
  async call(method: Method<C>, params: unknown, end: () => void): Promise<void> {
    this.tried++;
    let cancel: () => void = () => undefined;
    const soon = setTimeout(() => {
      cancel();
      end();
    }, PATIENCE);
    const hanging = Promise.withResolvers<'hangs'>();
    const late = setTimeout(() => {
      hanging.resolve('hangs');
    }, HANGS);
    const onCancellable = (given: () => void): void => {
      cancel = given;
    };
    const called = this.#thread.caller.call(method, params, { onCancellable });
    const outcome: Outcome<unknown> | 'hangs' = await Promise.race([called, hanging.promise]);
    clearTimeout(soon);
    clearTimeout(late);
    if (outcome === 'hangs') throw new Error(`${method} hangs with ${shown(params)}`);
    if (outcome.ok || expected(outcome.failure)) return;
    this.wrong.push(`${method} with ${shown(params)}: ${outcome.failure.code} ${outcome.failure.message}`);
  }
}

/** A failure that says what was wrong, or that the parameters were. Anything else is a bug, or the thread's end. */
function expected({ code, message }: { code: string; message: string }): boolean {
  return code === 'internal' ? message.includes('malformed') : code !== 'worker-ended';
}

function shown(params: unknown): string {
  try {
    const json = JSON.stringify(params, (_, value: unknown) =>
      value === undefined ||
      (typeof value === 'number' && !Number.isFinite(value)) ||
      typeof value === 'bigint'
        ? String(value)
        : value,
    );
    return json.slice(0, 1500);
  } catch {
    return 'a cycle';
  }
}

/** Tries every call with every member wrong, and then with any values in their places. */
async function fuzz<C extends Contract>(all: Fuzz<C>, calls: Calls<C>, end: () => void): Promise<void> {
  for (const [method, params] of Object.entries(calls) as [Method<C>, unknown][]) {
    for (const [at, changed] of [...nearly(params, values)].entries()) {
      // A training takes longest.
      if (isFull || method !== 'train' || at % 4 === 0) await all.call(method, changed, end);
    }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withTypedArray: true,
        withSparseArray: true,
      }),
      fc.nat(),
      async (value, at) => {
        const methods = Object.keys(calls) as Method<C>[];
        const method = methods[at % methods.length];
        const changes = [...nearly(calls[method], [value])];
        await all.call(method, changes[at % changes.length], end);
      },
    ),
    { numRuns: isFull ? 20_000 : 300, seed: 12 },
  );
}

/** A model that hardly knows anything. */
async function aModel(): Promise<Uint8Array<ArrayBuffer>> {
  const { caller, worker } = startWorker<TrainerContract>('trainer');
  const models: Uint8Array<ArrayBuffer>[] = [];
  caller.on('model', ({ bytes }) => models.push(bytes));
  valueOf(await caller.call('train', { ...trainerCalls.train, files, options }));
  await worker.terminate();
  return models[0];
}

function report(thread: string, { tried, wrong }: { tried: number; wrong: readonly string[] }): void {
  reportFault({
    fault: `a call of the ${thread} with one member that is wrong, missing, huge or no number`,
    tried,
    survived: tried - wrong.length,
    lost: 'nothing',
  });
  expect(wrong.slice(0, 5)).toEqual([]);
}

describe('a thread that is called with nearly the right parameters answers, and goes on:', () => {
  it(
    'the predictor',
    async () => {
      const thread = startWorker<PredictorContract>('predictor');
      const all = new Fuzz<PredictorContract>(thread);
      const { text, cursor } = halfTyped;
      valueOf(await thread.caller.call('remember', predictorCalls.remember));
      valueOf(await thread.caller.call('load', { bytes: await aModel() }));
      valueOf(
        await thread.caller.call('openDocument', {
          document: 'doc',
          path: 'src/mooring.ts',
          version: 1,
          text,
        }),
      );
      await fuzz(all, predictorCalls, () => undefined);
      valueOf(await thread.caller.call('remember', { files, preset: 'fast', memoryPath: undefined }));
      valueOf(
        await thread.caller.call('openDocument', {
          document: 'last',
          path: 'src/mooring.ts',
          version: 1,
          text,
        }),
      );
      const suggestion = await thread.caller.call('choices', {
        ...editor,
        ...cursor,
        document: 'last',
        version: 1,
      });
      expect(valueOf(suggestion)[0]?.ghostText).toMatch(/^ow new/);
      await thread.worker.terminate();
      report('predictor', all);
    },
    isFull ? 1_200_000 : 120_000,
  );

  it(
    'the trainer',
    async () => {
      const thread = startWorker<TrainerContract>('trainer');
      const all = new Fuzz<TrainerContract>(thread);
      await fuzz(all, trainerCalls, () => {
        void thread.caller.call('resume', null);
        void thread.caller.call('stop', null);
      });
      const end = await thread.caller.call('train', { ...trainerCalls.train, files, options });
      expect(valueOf(end).model.steps).toBe(2);
      await thread.worker.terminate();
      report('trainer', all);
    },
    isFull ? 1_200_000 : 120_000,
  );
});

/** The options of the command, each with a value that is right. */
const commands = {
  train: { 'preset': 'fast', 'cell': 'gru', 'tokenizer': 'char', 'layers': '1', 'embedding': '8', 'hidden': '8', 'vocabulary': '60', 'optimizer': 'sgd', 'learning-rate': '0.01', 'steps': '1', 'threads': '1', 'seed': '1', 'kernels': 'simd', 'encoding': 'gbk' },
  sample: { 'prompt': 'a', 'length': '3', 'temperature': '1', 'top-k': '3', 'top-p': '0.9', 'seed': '1' },
  score: {},
  inspect: {},
} as const; // prettier-ignore
const wrongTexts = [
  'NaN',
  '-1',
  '1e999',
  '99999999999999999999',
  '',
  '0x10',
  '1.5',
  'x\ny',
  '__proto__',
  '../',
  '\u202e',
];

describe('the command with an option that is nearly right', () => {
  it(
    'ends with a status and a line that says why, or does its work',
    async () => {
      const model = join(temporaryFolder(), 'model.safetensors');
      const written = (given: Readonly<Record<string, string>>): string[] =>
        Object.entries(given).map(([name, value]) => `--${name}=${value}`);
      const made = await tacit('train', folder, '--out', model, ...written(commands.train));
      expect(made).toMatchObject({ status: 0 });
      const lines: string[][] = [];
      for (const [command, given] of Object.entries(commands)) {
        const at = command === 'train' ? folder : model;
        const right = command === 'train' ? { ...commands.train, out: `${model}-2` } : given;
        lines.push(
          [command],
          [command, at, at],
          [command, `${at}-none`],
          [command, folder],
          [command, model],
          [command, at, '--none'],
        );
        for (const name of Object.keys(right)) {
          lines.push([
            command,
            at,
            ...written({ ...right, [name]: '' }).filter((one) => one !== `--${name}=`),
          ]);
          lines.push([command, at, ...written(right), `--${name}`]);
          for (const text of wrongTexts) {
            // What is written is removed with its folder.
            const value = name === 'out' && text !== '' ? `${model}-${text}` : text;
            lines.push([command, at, ...written({ ...right, [name]: value })]);
          }
        }
      }
      const tried = lines.filter((line, at) => isFull || line.length < 4 || at % 9 === 0);
      for (const line of tried) {
        const { status, stderr } = await tacit(...line);
        const what = JSON.stringify({ line, status, stderr: stderr.slice(-600) });
        expect([0, 2, 3], what).toContain(status);
        expect(stderr, what).not.toMatch(/\n\s+at |is broken/);
        if (status !== 0) expect(stderr, what).toMatch(/^tacit: \S.*/m);
      }
      reportFault({
        fault: 'a command line with an option that is wrong, missing, huge or no number',
        tried: tried.length,
        survived: tried.length,
        lost: 'nothing',
      });
    },
    isFull ? 600_000 : 120_000,
  );
});
