/**
 * The reserved words of common languages and their basic types. They exist, even where no file of a small workspace
 * has used them yet.
 */
export const keywords: ReadonlySet<string> = new Set(
  `abstract alias and any as assert async await auto base begin bool boolean break byte case catch char class clone
  const constexpr constructor continue crate debugger declare def default defer deferred deinit del delete do double dyn
  each echo elif else elseif elsif end endif ensure enum except export extends extension extern fallthrough false
  final finally float fn for foreach from fun func function get global go goto guard if impl implements import in
  include infer init inline inner instanceof int interface internal into is keyof lambda lazy let local long loop
  macro match mod module mut mutable namespace native never new next nil none None nonlocal not null number object of
  open operator or override package param partial pass print private protected protocol pub public raise range read
  readonly rec redo register require rescue return Self select self sealed set short signed sizeof static strictfp
  string struct sub super switch symbol synchronized template then this throw throws trait transient true True False
  try type typealias typedef typeof undef undefined union unique unknown unless unsafe unsigned until use using val
  var virtual void volatile when where while with yield`.split(/\s+/),
);
