/** How `git diff-tree` compares two commits here: by renames, and with no program that a repository or a person names. */
export const PATCH_SHAPE = [
  "-r",
  "-M",
  "-l400",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--full-index",
] as const;
