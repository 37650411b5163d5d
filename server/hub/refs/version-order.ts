const END = "\x02"; // after what goes on with a dot (v1.0.1), before what is not released (v1.0-rc.1)
const DOT = "\x01";
/** The text is in the cursor of a list, which has a length. Names that begin alike so far stand by the alphabet. */
const MAX_COMPARED = 200;

/** By this text, names of versions stand newest first, as `v1.10`, `v1.9`, `v1.9-rc.1`; other names by the alphabet. */
export function versionOrder(name: string): string {
  const parts = name.replaceAll(".", DOT).replace(/\d+/g, downwards);
  return `${parts.slice(0, MAX_COMPARED)}${END}${name}`;
}

/** A longer number is greater, and the greater one comes first. */
function downwards(digits: string): string {
  const number = digits.replace(/^0+(?=\d)/, "");
  const length = String(999 - number.length).padStart(3, "0");
  return length + number.replace(/\d/g, (digit) => String(9 - Number(digit)));
}
