/** Written by `npm run train-judge`: the judge's weights, in the order of `signalNames`. */
export const judgeWeights: readonly number[] = [
  -0.191, // one
  0.922, // logit of the probability
  0.175, // logit above 2
  -0.033, // ln length
  0.092, // ends in a word
  0.017, // share of what comes next
  -0.332, // ln probability of the first character
  0.089, // ends the line
  -0.058, // several lines
  -0.145, // comment
  0.078, // string
  0.406, // word before the cursor
  -0.26, // blank line
  -0.87, // ln share of the last character
  0.103, // tokens known in this order
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
