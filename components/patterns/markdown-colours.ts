import type { CodePiece } from "@/components/ui/code-lines";

/** Which colours the pieces of a fenced block have, as it is noted at its code (`data-colours`, JSON). */
export interface NotedColours {
  readonly names: readonly string[];
  /** Of each line: where a piece begins, its length, which name; then the next piece. None: the code has no colours. */
  readonly lines: readonly (readonly number[])[];
}

/** The pieces of each line of such a block. */
export function piecesOf(code: string, noted: string): readonly (readonly CodePiece[])[] {
  const { names, lines }: NotedColours = JSON.parse(noted);
  return lines.length === 0 ? plainPieces(code) : lines.map((line) => piecesOfLine(code, line, names));
}

function piecesOfLine(code: string, line: readonly number[], names: readonly string[]): CodePiece[] {
  const pieces: CodePiece[] = [];
  for (let at = 0; at + 2 < line.length; at += 3) {
    const [offset = 0, length = 0, name = 0] = line.slice(at, at + 3);
    pieces.push({ offset, content: code.slice(offset, offset + length), color: names[name] });
  }
  return pieces;
}

function plainPieces(code: string): CodePiece[][] {
  let offset = 0;
  return code.split("\n").map((content) => {
    const piece = { offset, content };
    offset += content.length + 1;
    return [piece];
  });
}
