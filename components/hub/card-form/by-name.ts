interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** The repository whose name was typed first, then those whose name begins with it, then the others as they come. */
export function byName<T extends Named>(found: readonly T[], typed: string): T[] {
  const wanted = typed.toLowerCase();
  const distance = ({ namespace, name }: Named) => {
    const names = [`${namespace}/${name}`, name].map((one) => one.toLowerCase());
    if (names.includes(wanted)) return 0;
    return names.some((one) => one.startsWith(wanted)) ? 1 : 2;
  };
  return found.toSorted((a, b) => distance(a) - distance(b));
}
