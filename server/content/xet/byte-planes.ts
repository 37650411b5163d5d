/** Puts together what was split by position modulo four, plane after plane (scheme "BG4" of Xet: floats pack better so). */
export function joinPlanes(planes: Uint8Array): Uint8Array {
  const size = planes.byteLength;
  const joined = new Uint8Array(size);
  let from = 0;
  for (let plane = 0; plane < 4; plane += 1) {
    for (let to = plane; to < size; to += 4) joined[to] = planes[from++] ?? 0;
  }
  return joined;
}

/** The opposite of `joinPlanes`. */
export function splitPlanes(bytes: Uint8Array): Uint8Array {
  const size = bytes.byteLength;
  const planes = new Uint8Array(size);
  let to = 0;
  for (let plane = 0; plane < 4; plane += 1) {
    for (let from = plane; from < size; from += 4) planes[to++] = bytes[from] ?? 0;
  }
  return planes;
}
