export const USAGE = `tacit: a recurrent language model of your own files

tacit train DIR --out FILE [--preset classic|fast|balanced|large] [--cell rnn|gru|lstm]
            [--tokenizer char|word|subword] [--layers N] [--embedding N] [--hidden N] [--vocabulary N]
            [--optimizer sgd|rmsprop|adam] [--learning-rate X] [--minutes M | --epochs E | --steps S]
            [--threads N] [--seed N] [--kernels relaxed-simd|simd|reference] [--resume FILE] [--json]
tacit sample FILE [--prompt TEXT] [--length N] [--temperature T] [--top-k K] [--top-p P] [--seed N]
tacit score FILE [--json]       candidates on standard input, one a line
tacit evaluate --train DIR --test DIR [--model FILE] [--files N] [--characters N]
            [--parts tacit,memory,word,word-recent,bits,tokens,gaps,several-lines]
            [train options] [--json]
                                learns one folder, types the files of the other, and reports the keys saved
tacit inspect FILE [--json]
tacit bench [--short] [--long] [--json]   --long: with 20,000 steps in a row (200 when short)

Where steps or epochs bound a run, the same seed, files, threads and settings give the same bytes: with --kernels simd on every
machine, else on machines of one kind.
--json prints one JSON object a line to standard output; everything for people goes to standard error.
Exit status: 0 done, 2 wrong usage, 3 bad input, 130 interrupted (after saving).
`;
