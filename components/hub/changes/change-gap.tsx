"use client";

import { type FileAt, useFileLines } from "@/components/data/use-file-lines";
import { DiffGap } from "@/components/patterns/diff-gap";
import type { DiffGap as Gap } from "@/components/patterns/diff-gaps";

interface Props {
  file: FileAt;
  gap: Gap;
  header?: string | undefined;
  isSplit: boolean;
}

/** Lines of a changed file that did not change. */
export function ChangeGap({ file, ...props }: Props) {
  return <DiffGap {...props} load={useFileLines(file)} />;
}
