/** What a number field holds, as a form keeps it: nothing while it is empty. */
export const numberOf = (text: string | number | undefined): number | undefined =>
  text === "" || text === undefined ? undefined : Number(text);
