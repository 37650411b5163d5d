const MAX_INLINE_BYTES = 256 * 1024;
const INLINE =
  /(?:\.(?:md|txt|json|ya?ml|toml|py|cfg|ini|sh|js|ts|css|html)|(?:^|\/)(?:\.gitattributes|\.gitignore|LICENSE))$/i;

/** Small texts travel in the commit itself; `null` for everything else. */
export async function textOf(file: File, path: string): Promise<string | null> {
  if (file.size === 0) return "";
  if (file.size > MAX_INLINE_BYTES || !INLINE.test(path)) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
