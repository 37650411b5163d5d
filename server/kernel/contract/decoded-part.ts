/** A part of an address as text. It may be encoded badly, or not at all: then it is taken as it stands. */
export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
