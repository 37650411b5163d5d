/** Columns in line; the first row is the head. */
export function printTable(caption: string, table: readonly (readonly string[])[]): void {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join("  ")
      .trimEnd(),
  );
  process.stdout.write(`${caption}\n${lines.join("\n")}\n`);
}

const pad = (cell: string, width: number, column: number) => (column === 0 ? cell.padEnd(width) : cell.padStart(width));

/** Of numbers in any order; 0 when there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * part)] ?? 0;
}

/** Says whether what was promised is kept. */
export const verdict = (isMet: boolean): string => (isMet ? "met" : "MISSED");
