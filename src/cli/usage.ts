export const USAGE = `tacit: a recurrent language model of your own files

tacit train DIR --out FILE [--preset classic|fast|balanced|large] [--cell rnn|gru|lstm]
            [--tokenizer char|word|subword] [--layers N] [--embedding N] [--hidden N] [--vocabulary N]
            [--optimizer sgd|rmsprop|adam] [--learning-rate X] [--minutes M | --epochs E | --steps S]
            [--threads N] [--seed N] [--kernels relaxed-simd|simd|reference] [--encoding NAME]
            [--resume FILE] [--allow-secret TEXT]... [--json]
tacit sample FILE [--prompt TEXT] [--length N] [--temperature T] [--top-k K] [--top-p P] [--seed N]
tacit score FILE [--json]       reads candidates from standard input, one per line
tacit evaluate --train DIR --test DIR [--model FILE] [--files N] [--characters N]
            [--parts timed,timed-baselines,tacit,memory,word,word-recent,bits,tokens,gaps,several-lines,
             person,sources]
            [train options] [--encoding NAME] [--json]
                                learns one folder, types the files of the other, and reports the keystrokes saved
tacit explain FILE --train DIR --text TEXT [--path PATH] [--suggestion TEXT] [--encoding NAME] [--json]
                                says why what is suggested after TEXT, in a file PATH, is suggested
tacit inspect FILE [--json]
tacit bench [--short] [--long] [--json]
                                times the kernels and a training step, and with --long 20,000 steps in a row

With --steps or --epochs, the same seed, files, threads and options give the same bytes: on every machine with
--kernels simd, otherwise on machines of the same kind.
Files that are not Unicode are read as --encoding says (gbk, shiftjis, windows1252, …), or else by a guess.
What looks like a secret is masked, unless --allow-secret names it; * stands for any characters.
With --resume, the run goes on with its own options; only --minutes, --epochs, --steps, --threads and --kernels count.
--json prints one JSON object per line on standard output. Everything for people goes to standard error.
Exit status: 0 done, 1 internal error, 2 wrong usage, 3 expected failure, 4 too little memory,
130 interrupted (after saving).
`;
