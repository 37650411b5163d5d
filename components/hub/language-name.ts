/** A language in the reader's words. Cards hold anything: what is no language code is shown as it is. */
export function languageName(code: string, locale: string): string {
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: "language", fallback: "code" }).of(code) ?? code;
}
