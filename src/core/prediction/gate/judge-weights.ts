/** Written by `npm run train-judge`: the judge's weights, in the order of `signalNames`. */
export const judgeWeights: readonly number[] = [
  -0.353, // one
  0.864, // logit of the probability
  0.115, // logit above 2
  0.07, // ln length
  0.179, // ends in a word
  -0.092, // share of what comes next
  -0.053, // ln probability of the first character
  -0.099, // ends the line
  0.522, // several lines
  -0.147, // comment
  -0.026, // string
  0.402, // word before the cursor
  -0.214, // blank line
  -1.054, // ln share of the last character
  0.251, // tokens known in this order
  0.0, // short text in code
  0.0, // line text in code
  0.0, // several text in code
  0.0, // short text in comment
  0.0, // line text in comment
  0.0, // several text in comment
  0.0, // short text in string
  0.0, // line text in string
  0.0, // several text in string
];
