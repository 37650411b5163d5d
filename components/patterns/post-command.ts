/** Makes something through the API, in one line for a terminal. */
export const postCommand = (url: string, body: Readonly<Record<string, string>>): string =>
  `curl -u <user>:<token> -H 'content-type: application/json' -d '${JSON.stringify(body)}' ${url}`;
