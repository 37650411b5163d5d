/**
 * One line of a CSV file (RFC 4180). A cell that a spreadsheet would read as a formula gets an apostrophe in front
 * (OWASP, CSV injection); plain numbers stay numbers.
 */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(",")}\r\n`;

function cellOf(cell: string | number): string {
  const text = String(cell);
  const isFormula = /^[\s]*[=+\-@]/.test(text) || /^[\t\r\n]/.test(text);
  const safe = isFormula && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
