#!/bin/sh
# Bits per character of the test text after the training text, for the folders that parts.ts wrote:
# 8 · (C(train + test) - C(train)) / code points of test, where C is the size of the compressed stream in bytes.
# PPMd (variant H) of 7-Zip has 1 GB for its model, so it never starts again. The window of xz holds the whole text.
set -eu

# The size of the packed stream without the archive's header, which 7z lists for the file in it.
ppmd() { # order file
  archive=$(mktemp -u).7z
  7z a -bd -m0=PPMd:o="$1":mem=1g "$archive" "$2" >/dev/null
  7z l -slt "$archive" | sed -n 's/^Packed Size = \([0-9][0-9]*\)$/\1/p'
  rm -f "$archive"
}

# The window must reach back to the first byte. The preset's 64 MiB are more than any of these workspaces.
xz9e() { xz -9e --format=raw --lzma2=preset=9e --stdout "$1" | wc -c; }

for parts in "$@"; do
  both=$(mktemp)
  cat "$parts/train.txt" "$parts/test.txt" >"$both"
  characters=$(node -p "JSON.parse(fs.readFileSync('$parts/parts.json', 'utf8')).test.characters")
  report() { # name, C(train), C(train + test)
    node -p "[process.argv[1], process.argv[2], (8 * (process.argv[4] - process.argv[3]) / $characters).toFixed(4)].join('\t')" \
      "$(basename "$parts")" "$1" "$2" "$3"
  }
  report ppmd-o10 "$(ppmd 10 "$parts/train.txt")" "$(ppmd 10 "$both")"
  report ppmd-o6 "$(ppmd 6 "$parts/train.txt")" "$(ppmd 6 "$both")"
  report xz-9e "$(xz9e "$parts/train.txt")" "$(xz9e "$both")"
  rm -f "$both"
done
