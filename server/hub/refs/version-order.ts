const END = "\x02"; // after what goes on with a dot (v1.0.1), before what is not released (v1.0-rc.1)
const DOT = "\x01";
/** The text is in the cursor of a list, which has a length. Names that begin alike so far stand by the alphabet. */
const MAX_COMPARED = 200;

const TRIAL = "\x03"; // before other words behind a version
/** What comes before a release, the last one first, as SemVer and PEP 440 write it: `1.0-rc.1`, `1.0rc1`, `1.0b2`. */
const TRIALS = [
  /(?<=\d)(?:[-._]?(?:rc|pre|preview)(?![a-z])[-._]?|c(?=\d))(\d*)/gi,
  /(?<=\d)(?:[-._]?beta(?![a-z])[-._]?|b(?=\d))(\d*)/gi,
  /(?<=\d)(?:[-._]?alpha(?![a-z])[-._]?|a(?=\d))(\d*)/gi,
  /(?<=\d)[-._]?(?:dev|snapshot|nightly)(?![a-z])[-._]?(\d*)/gi,
];

/**
 * By this text, names of versions stand newest first, as `v1.10`, `v1.9`, `v1.9-rc.1`, `v1.9-beta`; other names by the
 * alphabet.
 */
export function versionOrder(name: string): string {
  const ranked = TRIALS.reduce(
    (text, words, rank) => text.replace(words, (_, number: string) => `${TRIAL}${"abcd"[rank]}${number || "0"}`),
    name,
  );
  const parts = ranked.replaceAll(".", DOT).replace(/\d+/g, downwards);
  return `${parts.slice(0, MAX_COMPARED)}${END}${name}`;
}

/** A longer number is greater, and the greater one comes first. */
function downwards(digits: string): string {
  const number = digits.replace(/^0+(?=\d)/, "");
  const length = String(999 - number.length).padStart(3, "0");
  return length + number.replace(/\d/g, (digit) => String(9 - Number(digit)));
}
