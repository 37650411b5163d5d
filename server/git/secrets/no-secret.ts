/** Keys of the documentation of those who issue them; they open nothing. */
const EXAMPLES: ReadonlySet<string> = new Set([
  "AKIAIOSFODNN7EXAMPLE",
  "ASIAIOSFODNN7EXAMPLE",
  "AKIAI44QH8DHBEXAMPLE",
  "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY",
  "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
  // The emulator of Azure Storage.
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
]);

const PLACEHOLDER = /example|placeholder|redacted|changeme|dummy|sample|your|fake|xxxx|12345678|abcdefgh|\.{4}/i;
/** Of a long key only the beginning is asked for words: some word stands in every thousand letters. */
const WORDS_WITHIN = 64;
const MIN_LETTERS = 8;

/** What has the form of a secret and is none: an example, words in its place, letters that repeat. */
export function isPlaceholder(secret: string): boolean {
  if (EXAMPLES.has(secret)) return true;
  const counts = new Map<string, number>();
  for (const letter of secret) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  if (counts.size < MIN_LETTERS || Math.max(...counts.values()) > secret.length / 3) return true;
  return PLACEHOLDER.test(secret.slice(0, WORDS_WITHIN));
}

/** Somebody has said of this line that it holds no secret; the second mark is that of gitleaks. */
export const isMarked = (line: string): boolean =>
  line.includes("modelyard:allow-secret") || line.includes("gitleaks:allow");
